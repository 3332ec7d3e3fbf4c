package host

import (
	"errors"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// opening is how long an opener may take before it counts as having succeeded:
// some stay until the window is closed.
const opening = 3 * time.Second

// Browse opens an address with the platform's opener. Only addresses of the web
// are opened.
func (Host) Browse(url string) error {
	if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return errors.New("not an address of the web")
	}
	argv := opener(runtime.GOOS)
	cmd := exec.Command(argv[0], append(argv[1:], url)...) //nolint:gosec // one of three programs, and no shell
	if err := cmd.Start(); err != nil {
		return errors.New("no " + argv[0])
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case err := <-done:
		return err
	case <-time.After(opening):
		return nil
	}
}

// opener is the command that opens an address on a system.
func opener(system string) []string {
	switch system {
	case "darwin":
		return []string{"open"}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	return []string{"xdg-open"}
}
