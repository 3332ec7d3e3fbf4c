package logs

// cloudFormats returns the formats of load balancers and content networks that are services.
func cloudFormats() []format {
	return []format{
		{
			name:    "AWS application load balancer",
			has:     " app/",
			pattern: `{protocol} {time} app/{} {client} {upstream} {:number} {duration} {:number} {status} {upstream-status} {:number} {bytes} "{request}" "{agent}" {:any}`,
			example: `https 2026-11-21T10:00:00.503404Z app/web/7e19a0b34cd25f81 192.0.2.1:39214 198.51.100.7:80 0.000 10.404 0.000 502 504 404 610 "GET https://www.example.com:443/app HTTP/1.1" "curl/8.5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-west-1:480515029417:targetgroup/app/c04a1be95f7d3362 "Root=1-67a4b2c0-2a5f50301b4c404d5e6f7a8b" "www.example.com" "-" 0 2026-11-21T10:00:00.100000Z "forward" "-" "-" "198.51.100.7:80" "504" "-" "-"`,
		},
		{
			name:    "AWS network load balancer",
			pattern: `tls {} {time} net/{} {} {client} {upstream} {:number} {:number} {:number} {bytes} {:any}`,
			example: `tls 2.0 2026-11-21T10:00:00 net/mail/5b1d03f7e9a28c40 7f20c1b9de5a6e13 192.0.2.1:50404 198.51.100.7:443 404 2 98 503 - arn:aws:acm:eu-west-1:123456789012:certificate/7be0451c - ECDHE-RSA-AES128-SHA tlsv12 - app.example.com - - - 2026-11-21T09:59:59`,
		},
		{
			name:    "AWS classic load balancer",
			pattern: `{time} {} {client} {upstream} {:number} {duration} {:number} {status} {upstream-status} {:number} {bytes} "{request}" "{agent}" {:any}`,
			example: `2026-11-21T10:00:00.503404Z web 192.0.2.1:39214 198.51.100.7:80 0.000041 0.005503 0.000038 502 504 0 404 "GET http://www.example.com:80/ HTTP/1.1" "curl/8.5.0" - -`,
		},
		{
			name:    "CloudFront",
			pattern: "{time}\t{}\t{bytes}\t{client}\t{method:word}\t{}\t{path}\t{status}\t{}\t{agent}\t{}\t{}\t{flags}\t{}\t{host}\t{protocol}\t{}\t{duration}\t{:any}",
			example: "2026-11-21\t10:00:00\tFRA56-P4\t500\t192.0.2.1\tGET\td111111abcdef8.cloudfront.net\t/img/503.png\t404\t-\tcurl/8.5.0\t-\t-\tError\tkQ5mYxVb404Hn==\twww.example.com\thttps\t31\t0.503\t-\tTLSv1.3\tTLS_AES_128_GCM_SHA256\tError\tHTTP/2.0\t-\t-\t50404\t0.500\tError\ttext/html\t404\t-\t-",
		},
		{
			name:    "CloudFront, real-time",
			pattern: "{time:number}\t{client}\t{:number}\t{status}\t{bytes}\t{method}\t{protocol}\t{host}\t{path}\t{:number}\t{}\t{}\t{}\t{duration}\t{}\t{}\t{agent}\t{:any}",
			example: "1732183200.404\t192.0.2.1\t0.502\t503\t1033\tGET\thttps\twww.example.com\t/index.html\t404\tFRA56-P4\toX6==\td111111abcdef8.cloudfront.net\t0.512\tHTTP/2.0\tIPv4\tcurl/8.5.0\t-\t-\t-\tError",
		},
		{
			name:    "Heroku router",
			pairs:   "at!: dyno!:upstream fwd!:client method:method path:path host:host code:flags desc:reason service:duration status:status bytes:bytes protocol:protocol",
			example: `2026-11-21T10:00:00.500404+00:00 heroku[router]: at=error code=H12 desc="Request timeout" method=GET path="/reports/404" host=www.example.com request_id=5037b8c1-0404-4a5b-9c1d-500a2b3c4d5e fwd="192.0.2.1" dyno=web.1 connect=1ms service=30000ms status=503 bytes=0 protocol=https`,
		},
		{
			name:    "Cloudflare Logpush",
			json:    "EdgeResponseStatus!:status OriginResponseStatus:upstream-status ClientIP:client ClientRequestMethod:method ClientRequestHost:host ClientRequestURI:path ClientRequestPath:path ClientRequestUserAgent:agent EdgeResponseBytes:bytes OriginIP:upstream EdgeStartTimestamp:time",
			example: `{"ClientIP":"192.0.2.1","ClientRequestHost":"www.example.com","ClientRequestMethod":"GET","ClientRequestURI":"/404","EdgeResponseBytes":5030,"EdgeResponseStatus":520,"OriginIP":"198.51.100.7","OriginResponseStatus":503,"RayID":"8d500a404b503c42"}`,
		},
		{
			name:    "Google Cloud load balancer",
			json:    "httpRequest/status!:status httpRequest/requestMethod:method httpRequest/requestUrl:path httpRequest/remoteIp:client httpRequest/responseSize:bytes httpRequest/latency:duration httpRequest/userAgent:agent httpRequest/serverIp:upstream jsonPayload/statusDetails:reason timestamp:time",
			example: `{"httpRequest":{"requestMethod":"GET","requestUrl":"https://api.example.com/v1/503","requestSize":"404","status":502,"responseSize":"500","userAgent":"curl/8.5.0","remoteIp":"192.0.2.1","latency":"0.503s"},"jsonPayload":{"statusDetails":"failed_to_connect_to_backend"},"timestamp":"2026-11-21T10:00:00Z"}`,
		},
		{
			name:    "Azure Front Door",
			json:    "properties/httpStatusCode!:status properties/httpStatusDetails: properties/httpMethod:method properties/requestUri:path properties/clientIp:client properties/timeTaken:duration properties/responseBytes:bytes properties/userAgent:agent properties/errorInfo:reason properties/originName:upstream time:time",
			example: `{"time":"2026-11-21T10:00:00.175593Z","category":"FrontDoorAccessLog","properties":{"httpMethod":"GET","requestUri":"https://www.example.com:443/500","responseBytes":"503","userAgent":"curl/8.5.0","clientIp":"192.0.2.1","timeTaken":"0.502","httpStatusCode":"504","errorInfo":"OriginTimeout","originName":"app.example.net:443"}}`,
		},
		{
			name:    "Azure Application Gateway",
			json:    "properties/httpStatus!:status properties/serverStatus:upstream-status properties/httpMethod:method properties/requestUri:path properties/clientIP:client properties/timeTaken:duration properties/sentBytes:bytes properties/userAgent:agent properties/error_info:reason properties/serverRouted:upstream properties/host:host properties/httpVersion:protocol timeStamp:time",
			example: `{"timeStamp":"2026-11-21T10:00:00Z","category":"ApplicationGatewayAccessLog","properties":{"clientIP":"192.0.2.1","clientPort":50500,"httpMethod":"GET","requestUri":"/report","userAgent":"curl/8.5.0","httpStatus":502,"httpVersion":"HTTP/1.1","sentBytes":404,"timeTaken":20.2,"serverRouted":"198.51.100.7:8080","serverStatus":"504","error_info":"ERRORINFO_UPSTREAM_TIMED_OUT","host":"www.example.com"}}`,
		},
		{
			name:    "AWS API gateway",
			json:    "requestId!: resourcePath!:path status!:status ip:client httpMethod:method protocol:protocol responseLength:bytes",
			example: `{"requestId":"c404d503-5500-4e4e-8a8a-421421421421","ip":"192.0.2.1","httpMethod":"POST","resourcePath":"/orders/{id}","status":"403","protocol":"HTTP/1.1","responseLength":"42"}`,
		},
	}
}
