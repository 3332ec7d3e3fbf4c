package logs

// scriptFormats returns the formats of frameworks for Go, JavaScript and Python.
func scriptFormats() []format {
	return []format{
		{
			name:    "Gin",
			pattern: `[GIN] {time:any} |  {status} |  {duration} |  {client} | {method}  "{path}"`,
			example: `[GIN] 2026/11/21 - 10:00:00 | 404 |     503.2µs |       192.0.2.1 | GET      "/missing"`,
		},
		{
			name:    "morgan, dev",
			pattern: `{method} {path} {status} {duration} ms - {bytes}`,
			example: `GET /users/500 404 3.503 ms - 150`,
		},
		{
			name:    "morgan, tiny",
			pattern: `{method} {path} {status} {bytes} - {duration} ms`,
			example: `GET /users/500 404 150 - 3.503 ms`,
		},
		{
			name:    "morgan, short",
			pattern: `{client} {} {method} {path} {protocol} {status} {bytes} - {duration} ms`,
			example: `192.0.2.1 - GET /users/500 HTTP/1.1 404 150 - 3.503 ms`,
		},
		{
			name:    "Uvicorn",
			pattern: `{}:  {client} - "{request}" {status}{? {}?}{? {:any}?}`,
			has:     ` - "`,
			example: `INFO:     192.0.2.1:50404 - "POST /items?limit=500 HTTP/1.1" 422 Unprocessable Entity`,
		},
		{
			name:    "Tornado",
			pattern: `[{} {time} {}] {status} {method} {path} ({client}) {duration}`,
			example: `[W 261121 10:00:00 web:2348] 404 GET /500 (192.0.2.1) 503.20ms`,
		},
		{
			name:    "Tornado, without a time",
			pattern: `{}:tornado.access:{status} {method} {path} ({client}) {duration}`,
			has:     ":tornado.access:",
			example: `WARNING:tornado.access:404 GET /500 (192.0.2.1) 503.20ms`,
		},
		{
			name:    "Django",
			pattern: `[{time}] "{request}" {status} {bytes}`,
			example: `[21/Nov/2026 10:00:00] "GET /500/ HTTP/1.1" 404 503`,
		},
	}
}

// frameworkFormats returns the formats of frameworks for Ruby, PHP, .NET and Go.
func frameworkFormats() []format {
	return []format{
		{
			name:    "Rails",
			has:     "Completed ",
			pattern: `{:any}Completed {status} {reason:any} in {duration}{? ({:any}?}`,
			example: `I, [2026-11-21T10:00:00.503404 #404]  INFO -- : [0e404c50-1234-4bcd-9f00-5005005005aa] Completed 500 Internal Server Error in 404ms (ActiveRecord: 12.5ms | Allocations: 5503)`,
		},
		{
			name:    "PHP-FPM",
			pattern: `{client} - {:any} {time} "{request}" {status}{rest}`,
			example: `192.0.2.1 -  21/Nov/2026:10:00:00 +0000 "GET /index.php" 404`,
		},
		{
			name:    "ASP.NET Core",
			has:     "Request finished ",
			pattern: `{:any}Request finished {protocol} {method} {path} {?{} {} ?}- {status} {bytes} {} {duration}`,
			example: `info: Microsoft.AspNetCore.Hosting.Diagnostics[2] Request finished HTTP/1.1 GET http://www.example.com/500 - 404 0 - 12.503ms`,
		},
		{
			name:    "ASP.NET Core 2",
			has:     "Request finished in ",
			pattern: `{:any}Request finished in {duration} {status}{? {:any}?}`,
			example: `      Request finished in 503.2ms 404 text/html; charset=utf-8`,
		},
		{
			name:    "Serilog",
			has:     " responded ",
			pattern: `{:any}HTTP {method} {path} responded {status} in {duration}{? ms?}`,
			example: `[10:00:00 INF] HTTP GET /orders/404 responded 500 in 88.2147 ms`,
		},
		{
			name:    "HttpClient of .NET",
			has:     "Received HTTP response headers after ",
			pattern: `{:any}Received HTTP response headers after {duration} - {status}`,
			example: `      Received HTTP response headers after 503.4041ms - 404`,
		},
		{
			name:    "chi",
			has:     `" from `,
			pattern: `{:any}"{request}" from {client} - {status} {bytes} in {duration}`,
			example: `2026/11/21 10:00:00 "GET http://www.example.com/500 HTTP/1.1" from 192.0.2.1:50404 - 404 19B in 503µs`,
		},
		{
			name:    "lograge",
			pairs:   "method!:method path!:path controller!: action!: status:status duration:duration",
			example: `method=GET path=/users/500 format=html controller=UsersController action=show status=404 duration=503.11 view=0.00 db=50.3`,
		},
		{
			name:    "Kubernetes",
			pairs:   "verb!:method URI!:path resp!:status latency:duration userAgent:agent srcIP:client",
			example: `I1121 10:00:00.404503       1 httplog.go:132] "HTTP" verb="GET" URI="/healthz" latency="503.1µs" userAgent="kube-probe/1.29" audit-ID="4045034a-0500-4421-9550-0a1b2c3d4e5f" srcIP="192.0.2.1:50404" resp=500`,
		},
	}
}
