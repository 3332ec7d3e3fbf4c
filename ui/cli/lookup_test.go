package cli

import (
	"strings"
	"testing"

	"teapot/data"
)

// TestLookup checks which pages arguments name. The expected pages are written as
// protocol, code and vendor, or as a name if they have no code.
func TestLookup(t *testing.T) {
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args   string // separated by "|"
		filter filter
		want   string // the pages, or "missing X" if the argument X names nothing
	}{
		{"404", filter{}, "http 404"},
		{"404|404|not found", filter{}, "http 404"},
		{"530", filter{vendor: "CLOUD"}, "http 530 Cloudflare"},
		{"530", filter{protocol: "smtp"}, "smtp 530"},
		{"530", filter{vendor: "nobody"}, "missing 530"},
		{"530-Pantheon", filter{}, "http 530 Pantheon"},
		{"421|4.7.0", filter{}, "smtp 421, smtp 4.7.0"},
		{"530|404", filter{protocol: "smtp"}, "missing 404"},
		{"302|Found", filter{}, "http 302"},
		{"200|ok", filter{}, "http 200"},
		{"413|Payload|Too|Large", filter{}, "http 413"},
		{"302|Found", filter{protocol: "smtp"}, "missing 302"},
		{"5.1.1", filter{}, "smtp 5.1.1"},
		{"5.7.899", filter{}, "smtp 5.7.899"},
		{"5.7.899", filter{protocol: "http"}, "missing 5.7.899"},
		{"5.7.999", filter{}, "smtp 5.7.999 Microsoft"},
		{"477", filter{}, "http 477, smtp 477"},
		{"477|5.7.1", filter{}, "smtp 477, smtp 5.7.1"},
		{"777", filter{}, "http 777"},
		{"404.3", filter{}, "http 404.3"},
		{"404.3", filter{protocol: "smtp"}, "missing 404.3"},
		{"HTTP|Error|500.19|-|Internal|Server|Error", filter{}, "http 500.19"},
		{"HTTP Error 500.19 - Internal Server Error", filter{}, "http 500.19"},
		{"404.3|ms", filter{}, "missing ms"},
		{"retry-after|PUT", filter{}, "Retry-After, PUT"},
		{"404|nonesuch|neither", filter{}, "missing nonesuch"},
		{"", filter{}, "missing "},
	} {
		hits, missing, ok := lookup{c, tt.filter}.args(strings.Split(tt.args, "|"))
		var pages []string
		for _, h := range hits {
			page := h.Entry.Name
			if h.Code != "" {
				page = strings.TrimSpace(h.Entry.Protocol.String() + " " + h.Code + " " + h.Entry.Vendor)
			}
			pages = append(pages, page)
		}
		got := strings.Join(pages, ", ")
		if !ok {
			got = "missing " + missing
		}
		if got != tt.want {
			t.Errorf("%s with %v: got %q, want %q", tt.args, tt.filter, got, tt.want)
		}
	}
}

// TestLookupOne checks which meaning of a code diff takes. An entry is found even if it
// is not the vendor's, but not if it belongs to the wrong protocol.
func TestLookupOne(t *testing.T) {
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		arg    string
		filter filter
		want   string
	}{
		{"530", filter{vendor: "pantheon"}, "530-pantheon"},
		{"404", filter{vendor: "pantheon"}, "404"},
		{"530-cloudflare", filter{vendor: "pantheon"}, "530-cloudflare"},
		{"530", filter{protocol: "smtp", vendor: "pantheon"}, "530"},
		{"404", filter{protocol: "smtp"}, ""},
	} {
		hit, ok := lookup{c, tt.filter}.one(tt.arg)
		switch {
		case !ok && tt.want != "":
			t.Errorf("%s with %v: found nothing, want %s", tt.arg, tt.filter, tt.want)
		case ok && hit.Entry.Stem != tt.want:
			t.Errorf("%s with %v: got %s, want %q", tt.arg, tt.filter, hit.Entry.Stem, tt.want)
		}
	}
}
