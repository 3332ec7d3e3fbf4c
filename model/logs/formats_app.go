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

// structuredFormats returns the formats of programs that write requests as JSON or as key=value
// pairs, with the usual names. They come last, because many other formats have these keys too.
func structuredFormats() []format {
	return []format{
		{
			name:    "HAR",
			json:    "request/method!:method request/url!:path request/httpVersion:protocol response/status!:status response/bodySize:bytes startedDateTime:time time:duration serverIPAddress:upstream",
			example: `{"startedDateTime":"2026-11-21T10:00:00.123Z","time":50.3,"request":{"method":"GET","url":"https://www.example.com/500","httpVersion":"HTTP/2","headers":[]},"response":{"status":404,"statusText":"Not Found","bodySize":503,"content":{"size":502}},"serverIPAddress":"198.51.100.7"}`,
		},
		{
			name:    "Serilog, JSON",
			json:    "RequestMethod!:method RequestPath!:path StatusCode!:status Elapsed:duration Timestamp:time @t:time",
			example: `{"@t":"2026-11-21T10:00:00Z","@mt":"HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed:0.0000} ms","RequestMethod":"GET","RequestPath":"/404","StatusCode":500,"Elapsed":502.1}`,
		},
		{
			name:    "nginx, JSON",
			json:    "request!:request status!:status remote_addr:client upstream_status:upstream-status upstream_addr:upstream time_local:time time_iso8601:time @timestamp:time time:time body_bytes_sent:bytes request_time:duration http_user_agent:agent http_referer: http_host:host host:host server_name:",
			example: `{"time_local":"21/Nov/2026:10:00:00 +0000","remote_addr":"192.0.2.1","request":"GET /500 HTTP/1.1","status":"504","upstream_status":"502, 504","body_bytes_sent":"503","request_time":"0.200","http_user_agent":"curl/8.5.0"}`,
		},
		{
			name:    "nginx, JSON with the parts of the request",
			json:    "request_method!:method status!:status request_uri:path uri:path server_protocol:protocol remote_addr:client upstream_status:upstream-status upstream_addr:upstream time_local:time time_iso8601:time @timestamp:time time:time body_bytes_sent:bytes request_time:duration http_user_agent:agent http_referer: http_host:host host:host",
			example: `{"time":"2026-11-21T10:00:00+00:00","remote_addr":"192.0.2.1","request_method":"GET","request_uri":"/404","status":503,"body_bytes_sent":502,"request_time":0.502,"http_user_agent":"HTTP 500"}`,
		},
		{
			name:    "request, JSON",
			json:    "method!:method status!:status path:path uri:path url:path host:host remote_ip:client client_ip:client ip:client remote_addr:client protocol:protocol proto:protocol duration:duration latency:duration bytes:bytes bytes_out:bytes size:bytes user_agent:agent time:time ts:time timestamp:time @timestamp:time upstream_status:upstream-status msg:message message:message error:message",
			example: `{"time":"2026-11-21T10:00:00Z","level":"INFO","msg":"request","remote_ip":"192.0.2.1","host":"www.example.com","method":"GET","uri":"/500","user_agent":"HTTP 503","status":404,"latency":502,"bytes_out":24}`,
		},
		{
			name:    "request, pairs",
			pairs:   "method!:method status!:status path:path uri:path url:path host:host remote_ip:client client_ip:client ip:client client:client remote_addr:client duration:duration latency:duration bytes:bytes size:bytes time:time ts:time upstream_status:upstream-status msg:message error:message user_agent:agent",
			example: `time=2026-11-21T10:00:00.123Z level=INFO msg=request method=GET path=/404 status=503 duration=502ms client=192.0.2.1`,
		},
	}
}
