package cli

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// The exit codes with which a shell says that it cannot run a command: POSIX, "Shell
// Command Language", section 2.8.2.
const (
	shellCannotRun = 126
	shellNotFound  = 127
)

// page shows a page with the pager that the user has chosen. If the pager does not exist,
// it prints the page without a pager, and a message on stderr.
func (r *runner) page(page []byte) error {
	pager := r.Getenv("PAGER")
	if strings.TrimSpace(pager) == "" {
		pager = "less -R"
	}
	err := r.Host.RunPager(r.ctx, pager, bytes.NewReader(page))
	if err == nil {
		return nil
	}
	err = fmt.Errorf("pager %s: %w", pager, err)
	if r.ctx.Err() != nil || !isMissingProgram(err) {
		return failed(err)
	}
	r.complain(fmt.Errorf("%w; the page is printed without it", err))
	_, err = r.Out.Write(page)
	return outputError(err)
}

// isMissingProgram reports whether a command has failed because its program cannot be
// started. Its error then has no exit code, or an exit code that a shell uses for that.
func isMissingProgram(err error) bool {
	var exited interface{ ExitCode() int }
	if errors.As(err, &exited) {
		return exited.ExitCode() == shellNotFound || exited.ExitCode() == shellCannotRun
	}
	return true
}
