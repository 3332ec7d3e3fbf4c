package logs

// proxyFormats returns the formats of proxies.
func proxyFormats() []format {
	return []format{
		{
			name:    "HAProxy, HTTP",
			pattern: `{client} [{time}] {} {}/{upstream} {:number}/{:number}/{:number}/{:number}/{duration} {status} {bytes} {} {} {flags} {}/{}/{}/{}/{} {}/{} {:any}"{request}"{rest}`,
			example: `192.0.2.1:50404 [21/Nov/2026:10:00:00.123] www~ app/web1 0/0/2/-1/30003 504 194 - - sH-- 30/30/12/4/0 0/0 {www.example.com|curl/8.5.0} {image/png} "GET /a?rows=500 HTTP/1.1"`,
		},
		{
			name:    "HAProxy, TCP",
			pattern: `{client} [{time}] {} {}/{upstream} {:number}/{:number}/{duration} {bytes} {flags} {}/{}/{}/{}/{} {}/{}`,
			example: `192.0.2.1:50404 [21/Nov/2026:10:00:00.123] mail mx/mx1 2/1/421 550 CD 7/3/3/2/0 0/0`,
		},
		{
			name:    "Envoy, with details",
			pattern: `[{time}] "{request}" {status} {flags} {reason} {} "{}" {:number} {bytes} {duration} {} "{client}" "{agent}" "{}" "{host}" "{upstream}"{:any}`,
			example: `[2026-11-21T10:00:00.123Z] "GET /a HTTP/1.1" 503 UF upstream_reset_before_response_started{connection_failure} - "delayed connect error: 111" 0 91 500 - "192.0.2.1" "curl/8.5.0" "d5c8f0a1-5030-4b4f-8404-0b9a5c2ef550" "www.example.com" "198.51.100.7:8080" outbound|80||app.example.net - 198.51.100.9:80 192.0.2.1:404 - default`,
		},
		{
			name:    "Envoy",
			pattern: `[{time}] "{request}" {status} {flags} {:number} {bytes} {duration} {} "{client}" "{agent}" "{}" "{host}" "{upstream}"{:any}`,
			example: `[2026-11-21T10:00:00.123Z] "GET /status/418 HTTP/1.1" 503 UF,URX 0 91 500 - "192.0.2.1" "curl/8.5.0" "d5c8f0a1-5030-4b4f-8404-0b9a5c2ef550" "www.example.com" "198.51.100.7:8000"`,
		},
		{
			name:    "Squid and Traffic Server",
			pattern: `{time}  {:number} {client} {flags}/{status} {bytes} {method:word} {path} {} {}/{upstream} {}`,
			example: `1764324001.502    404 192.0.2.1 TCP_MISS/503 4170 GET http://www.example.com/500 - HIER_DIRECT/198.51.100.7 text/html`,
		},
		{
			name:    "Traffic Server, extended",
			pattern: `{client} - {:any} [{time}] "{request}" {status} {bytes} {upstream-status} {:number} {:number} {:number} {:number} {:number} {:number} {:number} {duration}{? {} {} {} {flags}?}`,
			example: `192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET http://www.example.com/500 HTTP/1.1" 502 404 503 500 0 0 200 404 300 305 1 DIRECT FIN INTR TCP_MISS`,
		},
		{
			name:    "Envoy, JSON",
			json:    "response_code!:status response_flags!:flags response_code_details:reason method:method path:path protocol:protocol authority:host start_time:time duration:duration bytes_sent:bytes upstream_host:upstream user_agent:agent downstream_remote_address:client",
			example: `{"authority":"www.example.com","bytes_sent":24,"duration":15001,"method":"GET","path":"/500","protocol":"HTTP/2","response_code":504,"response_code_details":"upstream_response_timeout","response_flags":"UT","start_time":"2026-11-21T10:00:00.123Z","upstream_host":"198.51.100.7:8080","user_agent":"curl/8.5.0"}`,
		},
		{
			name:    "Traefik, JSON",
			json:    "DownstreamStatus!:status OriginStatus:upstream-status ClientHost:client RequestMethod:method RequestHost:host RequestPath:path RequestProtocol:protocol Duration:duration DownstreamContentSize:bytes ServiceAddr:upstream StartUTC:time",
			example: `{"ClientHost":"192.0.2.1","DownstreamContentSize":11,"DownstreamStatus":502,"Duration":404502,"OriginStatus":504,"RequestHost":"www.example.com","RequestMethod":"GET","RequestPath":"/500","RequestProtocol":"HTTP/2.0","ServiceAddr":"198.51.100.7:80","StartUTC":"2026-11-21T10:00:00Z","level":"info","msg":""}`,
		},
		{
			name:    "Caddy, JSON",
			json:    "request/remote_ip!:client request/method!:method request/host:host request/uri:path request/proto:protocol status:status duration:duration size:bytes ts:time",
			example: `{"level":"error","ts":1764331200.404,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"192.0.2.1","remote_port":"50404","proto":"HTTP/2.0","method":"GET","host":"www.example.com","uri":"/500"},"duration":0.0503,"size":0,"status":502,"resp_headers":{"Alt-Svc":["h3=\":443\"; ma=2592000"]}}`,
		},
	}
}
