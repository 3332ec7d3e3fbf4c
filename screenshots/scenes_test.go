//go:build unix

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// most is how large a picture may be.
const most = 80 << 10

// TestFiles holds the table of scenes and the pictures together: each scene has
// its picture, and each picture its scene.
func TestFiles(t *testing.T) {
	names := map[string]bool{}
	for _, s := range scenes() {
		if names[s.name] {
			t.Errorf("two scenes are called %s", s.name)
		}
		names[s.name] = true
		info, err := os.Stat(s.name + ".svg")
		switch {
		case err != nil:
			t.Errorf("scene %s has no picture: %v", s.name, err)
		case info.Size() > most:
			t.Errorf("%s.svg has %d bytes", s.name, info.Size())
		}
	}
	files, err := filepath.Glob("*.svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !names[strings.TrimSuffix(f, ".svg")] {
			t.Errorf("%s is the picture of no scene", f)
		}
	}
}

// TestReadmePictures finds every picture that the README shows.
func TestReadmePictures(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile(`\((screenshots/[^)]+)\)|"(screenshots/[^"]+)"`).FindAllStringSubmatch(string(text), -1)
	if len(shown) < 5 {
		t.Errorf("the README shows %d pictures", len(shown))
	}
	for _, m := range shown {
		if _, err := os.Stat("../" + m[1] + m[2]); err != nil {
			t.Errorf("the README shows %s: %v", m[1]+m[2], err)
		}
	}
}
