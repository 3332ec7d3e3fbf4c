//go:build unix

package main

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"teapot/ui/termtest"
)

// drawOutput returns the picture of a terminal of w columns and h rows to which a
// program has written the output.
func drawOutput(t *testing.T, w, h int, output string) string {
	t.Helper()
	screen := termtest.NewScreen(w, h)
	defer screen.Close()
	if _, err := io.WriteString(screen, output); err != nil {
		t.Fatal(err)
	}
	return picture{colors: newColors(false), title: "a & b", grid: screen.Grid(), cursor: &point{1, 0}}.svg()
}

func TestPicture(t *testing.T) {
	svg := drawOutput(t, 20, 4, "<plain>   apart\r\n\x1b[1;38;2;1;2;3mbold\x1b[0;7m back \x1b[0m│\r\n\x1b[4;31mlink\x1b[0m \x1b[48;5;196mred\x1b[0m")
	for _, want := range []string{
		"<title>a &amp; b</title>", "&lt;plain&gt;</text>", ">apart</text>",
		`fill="#010203" font-weight="bold">bold<`, `fill="#14171d">back<`, `fill="#ff7b72" text-decoration="underline">link<`,
		`fill="#ff0000"/>`, `width="1" height="18"`, `opacity=".7"`,
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("the picture has no %s:\n%s", want, svg)
		}
	}
	dec := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
