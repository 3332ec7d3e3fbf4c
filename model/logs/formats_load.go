package logs

import "strings"

// loadFormats returns the formats of load generators and of tracing.
func loadFormats() []format {
	return []format{
		{
			name:    "hey and oha",
			has:     " responses",
			pattern: "{?  ?}[{status}]{?\t?}{?  ?}{count} responses",
			example: "  [503]\t404 responses",
		},
		{
			name:    "Vegeta",
			match:   matchVegeta,
			example: "Status Codes  [code:count]                      200:4980  503:20",
		},
		{
			name:    "Fortio",
			pattern: "Code {status} : {count} ({:any}",
			example: "Code 503 : 404 (4.0 %)",
		},
		{
			name:    "Artillery",
			has:     "http.codes.",
			pattern: "{?  ?}http.codes.{status}:  {} {count}",
			example: "  http.codes.503: ................................................. 404",
		},
		{
			name:    "ApacheBench",
			pattern: "LOG: Response code = {status}",
			example: "LOG: Response code = 503",
		},
		{
			name:    "ApacheBench, warning",
			pattern: "WARNING: Response code not 2xx ({status})",
			example: "WARNING: Response code not 2xx (503)",
		},
		{
			name:    "JMeter, CSV",
			pattern: "{time:number},{duration},{:any},{status},{reason:any},{:any},{:any},{?true?}{?false?},{:any}",
			example: "1764339201502,12,Home 500,404,Not Found,Thread Group 1-2,text,false,,404,130,5,5,https://www.example.com/x,11,0,1",
		},
		{
			name:    "JMeter, XML",
			pairs:   "t!:duration rc!:status rm!:reason by:bytes ts:time",
			example: `<httpSample t="404" it="0" lt="402" ct="3" ts="1764339202503" s="false" lb="POST /pay" rc="503" rm="Service Unavailable" tn="Thread Group 1-200" dt="text" by="502" ng="10" na="10"/>`,
		},
		{
			name:    "OpenTelemetry, debug exporter",
			pattern: "  -> http.{?response.?}status_code: {? ?}Int({status})",
			example: "     -> http.response.status_code: Int(503)",
		},
		{
			name:    "OpenTelemetry span",
			json:    "http.response.status_code!:status http.request.method:method url.path:path url.full:path server.address:host client.address:client user_agent.original:agent startTimeUnixNano:time",
			example: `{"traceId":"8ead9e645dc5ce95e2b5c80331f1c917","name":"GET /items/{id}","kind":2,"startTimeUnixNano":"1764336404000000000","attributes":[{"key":"http.request.method","value":{"stringValue":"GET"}},{"key":"url.path","value":{"stringValue":"/items/500"}},{"key":"http.response.status_code","value":{"intValue":"404"}},{"key":"server.port","value":{"intValue":"8080"}}],"status":{}}`,
		},
		{
			name:    "OpenTelemetry span, old names",
			json:    "http.status_code!:status http.method:method http.target:path http.url:path http.host:host http.client_ip:client http.user_agent:agent startTimeUnixNano:time",
			example: `{"name":"POST /pay","kind":"SpanKind.SERVER","status":{"status_code":"ERROR"},"attributes":{"http.method":"POST","http.target":"/pay/404","http.status_code":500}}`,
		},
	}
}

// matchVegeta matches the line of a report that says how often each code came.
func matchVegeta(m *matcher, at int) int {
	const title = "Status Codes  [code:count]"
	if !strings.HasPrefix(m.line[at:], title) {
		return -1
	}
	at += len(title)
	for {
		at = skipSpace(m.line, at)
		code := at
		if at == len(m.line) || statusLength(m.line[at:]) < 0 {
			return at
		}
		at += statusLength(m.line[at:])
		if at == len(m.line) || m.line[at] != ':' {
			return -1
		}
		n := countDigits(m.line[at+1:])
		m.parts = append(m.parts, Part{StatusPart, code, at}, Part{Count, at + 1, at + 1 + n})
		at += 1 + n
	}
}
