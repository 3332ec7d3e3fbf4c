package host

import (
	"errors"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// openTimeout is how long OpenURL waits for the program that opens a URL. If the program still
// runs then, it counts as successful: some run until the user closes the window.
const openTimeout = 3 * time.Second

// OpenURL opens an http or https URL with the program that the platform has for that, usually
// in the web browser. It refuses other URLs, because they could start other programs.
func (Host) OpenURL(url string) error {
	if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return errors.New("not an http or https URL")
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
	case <-time.After(openTimeout):
		return nil
	}
}

// opener returns the program and the first arguments that open a URL on an operating system.
func opener(goos string) []string {
	switch goos {
	case "darwin":
		return []string{"open"}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	return []string{"xdg-open"}
}
