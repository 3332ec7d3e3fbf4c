package data

import (
	"slices"
	"strings"
	"testing"

	"teapot/model"
)

// statusEntry returns the entry of an HTTP status code. The stem is the name of its file.
func statusEntry(t *testing.T, c *model.Catalog, stem string) *model.Entry {
	t.Helper()
	e := c.Get(model.HTTP, model.Status, stem)
	if e == nil {
		t.Fatalf("there is no status %s", stem)
	}
	return e
}

// TestTeapot checks the one page of 418. It has the name that everybody knows, and says that
// the registry keeps the number unused.
func TestTeapot(t *testing.T) {
	c := embeddedCatalog(t)
	hits := c.FindCode("418")
	if len(hits) != 1 {
		t.Fatalf("418 has %d entries, want 1", len(hits))
	}
	e := hits[0].Entry
	if e.Name != "I'm a teapot" || e.Standing != model.Unused || !slices.Contains(e.Aliases, "(Unused)") {
		t.Errorf("418 is %q, %s, also called %q", e.Name, e.Standing, e.Aliases)
	}
	for _, reference := range []string{"RFC 9110 15.5.19", "RFC 2324 2.3.2", "RFC 7168 2.3.3"} {
		if !cites(e, reference) {
			t.Errorf("418 does not cite %s", reference)
		}
	}
	if !strings.Contains(e.Body(), `keeps the number as "(Unused)"`) {
		t.Error("the page of 418 does not say that the registry keeps the number as (Unused)")
	}
	if !linksTo(c, e, model.RelationField, "accept-additions") {
		t.Error("418 does not link to Accept-Additions")
	}
}

// TestPagesNameTheRemedy checks that pages have the settings, log fields, commands and dates
// that a reader of the page looks for.
func TestPagesNameTheRemedy(t *testing.T) {
	c := embeddedCatalog(t)
	for stem, phrases := range map[string][]string{
		"103":            {"rel=preload", "rel=preconnect", "HTTP/1.1", "Chrome", "Safari", "Firefox connects from version 120, and preloads from 123", "Early Hints Headers", "initiatorType"},
		"104":            {"2026-11-13", "(10 in October 2026", "holds for one year", "deprecated", "revision 15 is of 2026-11-02"},
		"206":            {"multipart/byteranges; boundary=", "Content-Range: bytes 20-25/26", "It must also have the other fields", "It must be a strong one"},
		"226":            {"almost nobody sends 226"},
		"416":            {"Chrome and Firefox", "end of the file", "own origin or with CORS", "starts again from the beginning"},
		"421":            {"proxy_ssl_server_name on;", "proxy_ssl_name $host;", "CVE-2025-23048", "AH02032"},
		"499-nginx":      {"`$request_time`", "`$upstream_response_time`"},
		"520-cloudflare": {"Ray ID", "`cf-ray`", "--resolve", "HAR", "/cdn-cgi/trace"},
		"524-cloudflare": {"Ray ID", "`cf-ray`", "--resolve", "%{time_total}"},
	} {
		body := strings.Join(strings.Fields(statusEntry(t, c, stem).Body()), " ")
		for _, phrase := range phrases {
			if !strings.Contains(body, phrase) {
				t.Errorf("the page of %s does not contain %q", stem, phrase)
			}
		}
	}
}

// TestPagesOfFieldsNameTheFact checks phrases of the pages of fields that were wrong or missing once.
func TestPagesOfFieldsNameTheFact(t *testing.T) {
	c := embeddedCatalog(t)
	for stem, phrases := range map[string][]string{
		"access-control-allow-origin": {"unless a preflight came first and failed"},
		"origin":                      {"the request that opens a WebSocket"},
		"sunset":                      {"should be in the future", "No RFC says that a server must or should send it"},
		"idempotency-key":             {"expired on 2026-04-18"},
		"ratelimit":                   {"valid until 2026-11-24"},
		"set-cookie":                  {"an `Expires` in the past"},
		"age":                         {"no larger `s-maxage`", "probably every request"},
		"content-security-policy":     {"except with `frame-ancestors`"},
	} {
		body := strings.Join(strings.Fields(c.Get(model.HTTP, model.Field, stem).Body()), " ")
		for _, phrase := range phrases {
			if !strings.Contains(body, phrase) {
				t.Errorf("the page of the field %s does not contain %q", stem, phrase)
			}
		}
	}
}

// TestFieldConditions checks the conditions under which a response or request has a field.
func TestFieldConditions(t *testing.T) {
	c := embeddedCatalog(t)
	for _, want := range []string{
		"104 location must announcing", "104 location must-not progress", "104 upload-limit must limits",
		"200 etag should get-or-head", "200 last-modified should get-or-head", "200 allow should options",
		"200 vary should negotiated", "201 location should post", "202 preference-applied may applied",
		"204 etag related put", "204 access-control-allow-methods related preflight",
		"206 content-range must single-part", "206 content-range must-not multipart", "206 content-type must multipart",
		"206 date must 200-has-it", "206 cache-control must 200-has-it", "206 etag must 200-has-it",
		"206 expires must 200-has-it", "206 content-location must 200-has-it", "206 vary must 200-has-it",
		"226 if-none-match must delta-offered", "226 im must delta", "226 delta-base must several-bases", "226 delta-base may delta",
		"300 location should preferred",
		"304 date must 200-has-it", "304 cache-control must 200-has-it", "304 etag must 200-has-it",
		"304 expires must 200-has-it", "304 content-location must 200-has-it", "304 vary must 200-has-it",
		"403 authorization related other-credentials", "403 www-authenticate may other-credentials",
		"403 access-control-allow-origin related cors",
		"413 retry-after should temporary", "415 accept-patch should patch", "415 accept-query related query",
		"415 accept-encoding related coding-cause", "415 accept-encoding must-not other-cause",
		"1xx date may clock", "2xx date must clock", "3xx date must clock", "4xx date must clock", "5xx date may clock",
		"2xx content-length must-not connect", "2xx transfer-encoding must-not connect",
	} {
		w := strings.Fields(want)
		e := c.Get(model.HTTP, model.Status, w[0])
		if e == nil {
			e = c.Get(model.HTTP, model.Class, w[0])
		}
		if !slices.ContainsFunc(e.Links, func(l model.Link) bool {
			return l.Relation == model.RelationField && l.Target == w[1] && l.Level.String() == w[2] && l.Condition == w[3]
		}) {
			t.Errorf("no link %q", want)
		}
	}
}

// TestReasonsHaveNoCondition checks that a condition of a field is data, and not a part of the
// reason, which a program could not read.
func TestReasonsHaveNoCondition(t *testing.T) {
	c := embeddedCatalog(t)
	for _, e := range c.All() {
		for _, l := range e.Links {
			if l.Relation != model.RelationField || l.Level == model.Related || l.Level == model.Trigger {
				continue
			}
			for _, start := range []string{"if ", "for a single", "for several", "in answers to", "in the answer to", "after P", "every origin"} {
				if strings.Contains(", "+l.Reason, ", "+start) {
					t.Errorf("%s: the reason of %s holds a condition: %s", Path(e), l.Target, l.Reason)
				}
			}
		}
	}
}

// TestCustomFactsOfStatusCodes checks for facts of HTTP codes whether a document states them.
func TestCustomFactsOfStatusCodes(t *testing.T) {
	c := embeddedCatalog(t)
	for _, want := range []string{
		// No RFC says whether to repeat the request.
		"400 Retry changed custom", "402 Retry later custom", "404 Retry no custom", "405 Retry changed custom",
		"413 Retry changed custom", "414 Retry changed custom", "415 Retry changed custom", "422 Retry changed custom",
		"424 Retry changed custom", "451 Retry no custom", "500 Retry later custom", "501 Retry no custom",
		"502 Retry later custom", "504 Retry later custom", "505 Retry changed custom", "506 Retry no custom", "508 Retry changed custom",
		// The class blames the client, and no RFC tells the operator of the server to act.
		"402 Act user custom", "403 Act server custom", "404 Act server custom", "414 Act server custom", "421 Act server custom",
		"501 Act client custom", "505 Act client custom", "508 Act client custom",
		// RFCs state these.
		"401 Retry changed", "403 Retry changed", "407 Retry changed", "408 Retry same", "409 Act user", "411 Retry changed",
		"417 Retry changed", "421 Retry new-connection", "425 Retry same", "428 Retry changed", "429 Retry later",
		"431 Retry changed", "503 Retry later", "503 Act server", "507 Retry later", "510 Retry changed", "423 Retry changed",
		// Vendors state these, or not.
		"520-cloudflare Retry later", "524-cloudflare Retry later", "527-cloudflare Retry later custom", "529-qualys Retry later",
		"463-aws Retry changed custom", "494-nginx Retry changed custom", "499-nginx Act server custom", "499-nginx Act client",
		"419-various Content yes custom", "449-microsoft Retry changed", "999-linkedin Retry changed custom",
	} {
		w := strings.Fields(want)
		fact := model.Fact{Name: w[1], Value: w[2], Custom: len(w) == 4}
		if e := statusEntry(t, c, w[0]); !slices.Contains(e.Facts, fact) {
			t.Errorf("%s: no fact %q", w[0], want)
		}
	}
}

// TestProblemDetailsAreNoMay checks that no code says that the response may have problem details
// as a rule of an RFC: RFC 9457 has no MAY for that.
func TestProblemDetailsAreNoMay(t *testing.T) {
	found := 0
	for _, e := range embeddedCatalog(t).All() {
		for _, l := range e.Links {
			if l.Relation != model.RelationField || l.Target != "problem-details" {
				continue
			}
			found++
			if l.Level != model.Related {
				t.Errorf("%s: problem-details is %s, want related", Path(e), l.Level)
			}
		}
	}
	if found == 0 {
		t.Error("no code links to problem-details")
	}
}

// TestFieldsThatPeopleMeet checks that each field has a page with the standing, a remedy and
// links from the codes that it matters to.
func TestFieldsThatPeopleMeet(t *testing.T) {
	c := embeddedCatalog(t)
	for _, row := range []struct{ field, standing, codes string }{
		{"set-cookie", "standard", "200 302 303 401"},
		{"cookie", "standard", "431"},
		{"origin", "standard", "403 405"},
		{"access-control-allow-origin", "standard", "200 204 401 403"},
		{"access-control-allow-methods", "standard", "204 405"},
		{"access-control-allow-headers", "standard", "204"},
		{"access-control-allow-credentials", "standard", "200"},
		{"access-control-expose-headers", "standard", "200"},
		{"access-control-max-age", "standard", "204"},
		{"access-control-request-method", "standard", "204 405"},
		{"access-control-request-headers", "standard", "204"},
		{"strict-transport-security", "standard", "200 301 307"},
		{"forwarded", "standard", "403"},
		{"x-forwarded-for", "unofficial", "403 429 463-aws"},
		{"x-forwarded-proto", "unofficial", "301 302"},
		{"x-forwarded-host", "unofficial", "400"},
		{"age", "standard", "200 304"},
		{"max-forwards", "standard", ""},
		{"ratelimit", "draft", "429 503"},
		{"x-ratelimit", "unofficial", "403 429"},
		{"retry-after", "standard", "413 429 503"},
		{"idempotency-key", "draft", "400 409 422 425"},
		{"deprecation", "standard", "200 410"},
		{"sunset", "standard", "200 410"},
		{"link", "standard", "103 300 451"},
		{"priority", "standard", "200"},
		{"content-security-policy", "standard", "103 200"},
		{"problem-details", "standard", "400 403 404 409 422 429 500 503"},
	} {
		e := c.Get(model.HTTP, model.Field, row.field)
		if e == nil || string(e.Standing) != row.standing {
			t.Errorf("there is no field %s that is %s", row.field, row.standing)
			continue
		}
		for code := range strings.FieldsSeq(row.codes) {
			if !linksTo(c, statusEntry(t, c, code), model.RelationField, row.field) {
				t.Errorf("%s does not link to %s", code, row.field)
			}
		}
	}
	for alias, field := range map[string]string{
		"RateLimit-Policy": "ratelimit", "X-RateLimit-Limit": "x-ratelimit", "X-RateLimit-Remaining": "x-ratelimit",
		"X-RateLimit-Reset": "x-ratelimit", "application/problem+json": "problem-details", "HSTS": "strict-transport-security",
	} {
		if e := c.Get(model.HTTP, model.Field, field); !hasName(e, alias) {
			t.Errorf("%s is not called %s", field, alias)
		}
	}
}
