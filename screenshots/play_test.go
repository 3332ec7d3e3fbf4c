//go:build unix

package main

import (
	"os/exec"
	"path/filepath"
	"testing"

	"teapot/ui/termtest"
)

// TestPlay plays every scene twice. It checks that the keys of the scene lead to the
// expected text, and that the two pictures are the same. It does not compare them with
// the pictures in the repository, which may be from an older version.
func TestPlay(t *testing.T) {
	if testing.Short() {
		t.Skip("builds teapot")
	}
	executable := filepath.Join(t.TempDir(), "teapot")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", executable, "teapot").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := termtest.StatSources(".."); err != nil {
		t.Fatal(err)
	}
	inputs, err := filepath.Abs("input")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("scene", func(t *testing.T) { // one subtest for all scenes: it ends before the temporary directory is removed
		for _, s := range scenes() {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				first, err := s.play(executable, inputs)
				if err != nil {
					t.Fatal(err)
				}
				// On a busy machine, a picture may be taken before the screen is
				// complete. That does not happen every time.
				for range 4 {
					second, err := s.play(executable, inputs)
					if err != nil {
						t.Fatal(err)
					}
					if second == first {
						return
					}
					first = second
				}
				t.Error("five pictures in a row are all different from the one before")
			})
		}
	})
}
