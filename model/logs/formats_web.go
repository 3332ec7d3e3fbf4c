package logs

// accessFormats returns the formats of access logs of web servers.
func accessFormats() []format {
	return []format{
		{
			name:    "nginx-proxy-manager",
			has:     "[Client ",
			pattern: `[{time}] {} {upstream-status:list} {status} - {method:word} {protocol} {host} "{path}" [Client {client}] [Length {bytes}] [Gzip {}] [Sent-to {upstream}] "{agent}" "{}"`,
			example: `[21/Nov/2026:10:00:00 +0000] MISS 502 504 - GET https app.example.com "/a?b=404" [Client 192.0.2.1] [Length 550] [Gzip 2.11] [Sent-to 198.51.100.7] "curl/8.5.0" "-"`,
		},
		{
			name:    "nginx-proxy-manager, without a proxy",
			has:     "[Client ",
			pattern: `[{time}] {status} - {method:word} {protocol} {host} "{path}" [Client {client}] [Length {bytes}] [Gzip {}] "{agent}" "{}"`,
			example: `[21/Nov/2026:10:00:00 +0000] 404 - GET http www.example.com "/500" [Client 192.0.2.1] [Length 552] [Gzip -] "curl/8.5.0" "-"`,
		},
		{
			name:    "ingress-nginx",
			pattern: `{client} - {:any} [{time}] "{request}" {status} {bytes} "{}" "{agent}" {:number} {duration} [{}] [{:any}] {upstream:words} {:words} {:words} {upstream-status:list} {}`,
			example: `192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET /a HTTP/2.0" 504 190 "-" "curl/8.5.0" 404 0.503 [shop-web-8080] [] 198.51.100.7:8080, 198.51.100.8:8080 0, 190 0.200, 0.303 502, 504 9f2b77c1d0e6a4550de0c1b2a3948570`,
		},
		{
			name:    "Traefik",
			pattern: `{client} - {:any} [{time}] "{request}" {status} {bytes} "{}" "{agent}" {:number} "{}" "{upstream}" {duration}`,
			example: `192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 502 19 "-" "curl/8.5.0" 500 "web@docker" "http://198.51.100.7:80" 404ms`,
		},
		{
			name:    "Squid, combined",
			has:     " TCP_",
			pattern: `{client} - {:any} [{time}] "{request}" {status} {bytes} "{}" "{agent}" {flags}:{}`,
			example: `192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET http://www.example.com/ HTTP/1.1" 304 404 "-" "curl/8.5.0" TCP_REFRESH_UNMODIFIED:HIER_DIRECT`,
		},
		{
			name:    "combined, with the virtual host",
			pattern: `{host:name} {client:name} - {:any} [{time}] "{request}" {status} {bytes} "{}" "{agent}"{rest}`,
			example: `www.example.com:443 192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 404 503 "-" "curl/8.5.0"`,
		},
		{
			name:    "combined, of lighttpd",
			pattern: `{client:name} {host:name} {} [{time}] "{request}" {status} {bytes} "{}" "{agent}"{rest}`,
			example: `192.0.2.1 www.example.com - [21/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 404 503 "-" "curl/8.5.0"`,
		},
		{
			name:    "combined",
			pattern: `{client} - {:any} [{time}] "{request}" {status} {bytes} "{}" "{agent}"{rest}`,
			example: `192.0.2.1 - ann [21/Nov/2026:10:00:00 +0000] "GET /a?b=500 HTTP/1.1" 404 503 "https://www.example.com/" "Mozilla/5.0 (status 502)"`,
		},
		{
			name:    "common, with the virtual host",
			pattern: `{host:name} {client:name} - {:any} [{time}] "{request}" {status} {bytes}`,
			example: `www.example.com 192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 404 503`,
		},
		{
			name:    "common",
			pattern: `{client} - {:any} [{time}] "{request}" {status} {bytes}{rest}`,
			example: `192.0.2.1 - ann [21/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.0" 404 -`,
		},
	}
}

// errorLogFormats returns the formats of error logs of web servers.
func errorLogFormats() []format {
	return []format{
		{
			name:    "ModSecurity",
			has:     "ModSecurity: Access denied with code ",
			pattern: `{:any}[client {client}] {?[client {}] ?}ModSecurity: Access denied with code {status} ({:any}[hostname "{host}"] [uri "{path}"]{:any}`,
			example: `[Sat Nov 21 10:00:00.123456 2026] [security2:error] [pid 404] [client 192.0.2.1:50404] [client 192.0.2.1] ModSecurity: Access denied with code 403 (phase 2). Pattern match "x" at ARGS:q. [file "/a.conf"] [line "500"] [id "930120"] [hostname "www.example.com"] [uri "/view"] [unique_id "Z0hKq8CoAAEAAB"]`,
		},
		{
			name:    "nginx error log, of a request",
			has:     ", client: ",
			pattern: `{time} [{}] {}: {message}, client: {client}, server: {host:any}, request: "{request}"{?, upstream: "{upstream}"?}{?, host: "{}"?}{?, referrer: "{}"?}`,
			example: `2026/11/21 10:00:00 [error] 404#500: *503 auth request unexpected status: 502 while sending to client, client: 192.0.2.1, server: www.example.com, request: "GET /a HTTP/1.1", upstream: "http://198.51.100.7:8080/a", host: "www.example.com"`,
		},
		{
			name:    "nginx error log",
			pattern: `{time} [{}] {:number}#{:number}: {message}`,
			example: `2026/11/21 10:00:00 [error] 404#500: *503 OCSP responder returned HTTP 502`,
		},
		{
			name:    "Apache error log",
			pattern: `[{time}] [{:any}] [pid {:any}] {?[client {client}] ?}{message}`,
			example: `[Sat Nov 21 10:00:00.123456 2026] [proxy:error] [pid 404:tid 503] [client 192.0.2.1:50404] AH01097: pass request body failed, HTTP 502`,
		},
	}
}

// iisFormats returns the formats of IIS and HTTP.sys of Windows.
func iisFormats() []format {
	return []format{
		{
			name:    "IIS",
			pattern: `{time} {} {method:word} {path} {} {} {} {client} {agent:cell} {} {status} {substatus:number} {:number} {duration}`,
			example: `2026-11-21 10:00:00 198.51.100.7 GET /a.aspx id=404 443 - 192.0.2.1 Mozilla/5.0+(Windows) https://www.example.com/ 500 19 183 503`,
		},
		{
			name:    "IIS, without the referrer",
			pattern: `{time} {} {method:word} {path} {} {} {} {client} {agent:cell} {status} {substatus:number} {:number} {duration}`,
			example: `2026-11-21 10:00:00 198.51.100.7 GET /a.aspx - 80 - 192.0.2.1 curl/8.5.0 404 0 2 503`,
		},
		{
			name:    "IIS, all columns",
			pattern: `{time} {} {} {} {method:word} {path} {} {} {} {client} {protocol} {agent:cell} {} {} {host} {status} {substatus:number} {:number} {bytes} {:number} {duration}`,
			example: `2026-11-21 10:00:00 W3SVC5 WEB07 198.51.100.7 GET /a - 80 - 192.0.2.1 HTTP/1.1 curl/8.5.0 - - www.example.com 200 0 0 8812 240 404`,
		},
		{
			name:    "HTTP.sys error log",
			pattern: `{time} {client} {:number} {} {:number} {protocol} {method} {path} {} {status} {:number} {reason} {}`,
			has:     " HTTP/",
			example: `2026-11-21 10:00:00 192.0.2.1 50404 198.51.100.7 80 HTTP/1.1 GET /app/ - 503 2 AppOffline DefaultAppPool`,
		},
		{
			name:    "IIS, other columns",
			match:   matchIIS,
			example: `2026-11-21 10:00:00 W3SVC5 198.51.100.7 GET /a.aspx - 443 - 192.0.2.1 curl/8.5.0 500 19 183 503 404`,
		},
	}
}
