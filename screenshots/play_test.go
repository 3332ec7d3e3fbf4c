//go:build unix

package main

import (
	"os/exec"
	"path/filepath"
	"testing"

	"teapot/ui/termtest"
)

// TestPlay plays every scene twice: its keys lead where it says, and the same
// build makes the same picture. The pictures of the folder may be older.
func TestPlay(t *testing.T) {
	if testing.Short() {
		t.Skip("builds teapot")
	}
	teapot := filepath.Join(t.TempDir(), "teapot")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", teapot, "teapot").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := termtest.Sources(".."); err != nil {
		t.Fatal(err)
	}
	inputs, err := filepath.Abs("input")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("scene", func(t *testing.T) { // which ends before the folder goes
		for _, s := range scenes() {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				first, err := s.play(teapot, inputs)
				if err != nil {
					t.Fatal(err)
				}
				// A machine with much else to do may show a picture before its
				// time, but not again and again.
				for range 4 {
					second, err := s.play(teapot, inputs)
					if err != nil {
						t.Fatal(err)
					}
					if second == first {
						return
					}
					first = second
				}
				t.Error("the second picture is another, and so is each one after it")
			})
		}
	})
}
