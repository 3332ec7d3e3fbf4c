package browse

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/render"
)

var update = flag.Bool("update", false, "write the golden files")

// smallCatalog returns a few entries made for the tests, so that the golden files do not
// depend on the embedded entries.
func smallCatalog() *model.Catalog {
	entry := func(p model.Protocol, k model.Kind, stem, code, name string, modify func(*model.Entry)) model.Entry {
		e := model.Entry{
			Protocol: p, Kind: k, Stem: stem, Code: code, Name: name, Standing: model.Standard, Summary: "What " + name + " means, in a sentence.",
			Specs: []model.Spec{"RFC 9110, section 15"},
		}
		e.SetBodySource(model.TextBody("## What it means\n\nA paragraph about **" + name + "** with `code` in it, and\n\n- a list\n- of two\n"))
		if modify != nil {
			modify(&e)
		}
		return e
	}
	return model.NewCatalog([]model.Entry{
		entry(model.HTTP, model.Class, "4xx", "4xx", "Client Error", nil),
		entry(model.HTTP, model.Status, "401", "401", "Unauthorized", func(e *model.Entry) {
			e.Facts = []model.Fact{{Name: model.FactAct, Value: "client"}, {Name: model.FactRetry, Value: "changed"}}
			e.Links = []model.Link{
				{Relation: model.RelationField, Target: "retry-after", Role: model.Response, Level: model.Must, Reason: "how to log in"},
				{Relation: model.RelationSee, Target: "403", Reason: "403 knows who asks"},
			}
			e.Aliases = []string{"Authorization Required"}
		}),
		entry(model.HTTP, model.Status, "403", "403", "Forbidden", func(e *model.Entry) {
			e.Facts = []model.Fact{{Name: model.FactAct, Value: "client"}, {Name: model.FactRetry, Value: "never"}}
			e.Links = []model.Link{{Relation: model.RelationSee, Target: "401", Reason: "401 asks who it is"}}
			e.Constants = []model.Constant{{Language: "go", Name: "http.StatusForbidden"}}
		}),
		entry(model.HTTP, model.Status, "499-nginx", "499", "Client Closed Request", func(e *model.Entry) { e.Standing, e.Vendor = model.Unofficial, "nginx" }),
		entry(model.HTTP, model.Field, "retry-after", "", "Retry-After", nil),
		entry(model.SMTP, model.Reply, "550", "550", "Mailbox unavailable", nil),
	})
}

// goldenBrowser makes a browser of the small catalog.
func goldenBrowser(t *testing.T, w, h int) browser {
	t.Helper()
	c := smallCatalog()
	b := browser{New(Config{Catalog: c, Search: search.New(c), Pages: render.NewPages(c, 1<<16), Save: func(Change) func() error { return func() error { return nil } }}), t}
	b.send(tea.WindowSizeMsg{Width: w, Height: h})
	return b
}

// compareGolden fails the test if got differs from the golden file with that name. With the
// flag -update, it writes the file first.
func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil { //nolint:gosec // not a secret
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s\nrun with -update if the change is intended", name, got, want)
	}
}

// trimmedScreen returns the text on the screen, without escape sequences and without spaces
// at the ends of lines.
func (b browser) trimmedScreen() string {
	lines := strings.Split(b.screen(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// TestGolden compares the text of each kind of screen with a golden file.
func TestGolden(t *testing.T) {
	for name, goThere := range map[string]func(browser){
		"list":      func(browser) {},
		"page":      func(b browser) { b.press("enter", "down") },
		"search":    func(b browser) { b.press("/"); b.enterText("closed") },
		"nothing":   func(b browser) { b.press("/"); b.enterText("mailbox") },
		"compare":   func(b browser) { b.press("=", "enter") },
		"pick":      func(b browser) { b.press("=") },
		"favorites": func(b browser) { b.press("down", "f") },
		"help":      func(b browser) { b.press("?") },
	} {
		for sizeName, size := range map[string][2]int{"wide": {96, 24}, "narrow": {40, 14}} {
			b := goldenBrowser(t, size[0], size[1])
			goThere(b)
			compareGolden(t, name+"-"+sizeName, b.trimmedScreen())
		}
	}
}

// TestGoldenStyled compares one screen of each theme, with its escape sequences, with a
// golden file.
func TestGoldenStyled(t *testing.T) {
	for name, color := range map[string]tea.BackgroundColorMsg{"dark": {Color: colorprofile.ANSI256.Convert(black{})}, "light": {Color: white{}}} {
		b := goldenBrowser(t, 80, 16)
		b.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI256})
		b.send(color)
		b.press("/")
		b.enterText("forb")
		compareGolden(t, "styled-"+name, strings.ReplaceAll(b.View().Content, "\x1b", "^")+"\n")
	}
}

// black is a color for the background of a dark terminal.
type black struct{}

func (black) RGBA() (r, g, b, a uint32) { return 0, 0, 0, 0xffff }

// white is a color for the background of a light terminal.
type white struct{}

func (white) RGBA() (r, g, b, a uint32) { return 0xffff, 0xffff, 0xffff, 0xffff }
