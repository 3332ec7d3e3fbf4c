package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"teapot/ui/text"
)

// The exit codes with which a shell says that it cannot run a command: POSIX, "Shell
// Command Language", section 2.8.2.
const (
	shellCannotRun = 126
	shellNotFound  = 127
)

// outputFlags adds the flags of the commands that print pages or lists: how wide the
// output is, and whether it goes through the pager.
func (r *runner) outputFlags(cmd *cobra.Command) {
	r.widthFlag(cmd)
	cmd.Flags().BoolVar(&r.flags.pager, "pager", false, "use the pager, even if the output is short")
	cmd.Flags().BoolVar(&r.flags.noPager, "no-pager", false, "do not use the pager, even if the output is long")
}

// checkPagerFlags returns an error if the user asks for the pager and refuses it.
func (r *runner) checkPagerFlags() error {
	if r.flags.pager && r.flags.noPager {
		return errors.New("--pager and --no-pager contradict each other; choose one")
	}
	return nil
}

// pager is the program that shows long output.
type pager struct {
	command string // a shell command; it is "" if output is printed without a pager
	always  bool   // it shows short output too
}

// pager returns the pager for the output of this command. Without --pager there is one
// only if the user can use it: if standard input and output are a terminal. JSON is for
// programs, and so it does not need one.
func (r *runner) pager() (pager, error) {
	always := r.flags.pager && r.OutTerm
	switch {
	case always && r.Host == nil:
		return pager{}, errors.New("--pager needs a program of this machine, which is not served here")
	case !always && (r.flags.noPager || r.flags.json || r.Host == nil || !r.InTerm || !r.OutTerm):
		return pager{}, nil
	}
	if command, isSet := r.chosenPager(); isSet {
		return pager{command, always}, nil
	}
	if term := r.Getenv("TERM"); !always && (term == "" || term == "dumb") {
		return pager{}, nil // less could not move the cursor there
	}
	command := r.Host.DefaultPager()
	if command == "" && always {
		r.complain(errors.New("no pager found: set TEAPOT_PAGER or PAGER to one; the page is printed without it"))
	}
	return pager{command, always}, nil
}

// chosenPager returns the pager that the user has chosen with an environment variable. The
// command is "" if the user has chosen to have none.
func (r *runner) chosenPager() (command string, isSet bool) {
	if command, isSet = r.lookupEnv("TEAPOT_PAGER"); !isSet {
		command = r.Getenv("PAGER")
		isSet = strings.TrimSpace(command) != ""
	}
	if strings.TrimSpace(command) == "" || strings.TrimSpace(command) == "cat" {
		command = ""
	}
	return command, isSet
}

// printPaged shows what write writes. It uses the pager if that is longer than the
// terminal, or if the pager is always used. The last row of the terminal does not count,
// because the shell writes its prompt there.
func (r *runner) printPaged(p pager, write func(w io.Writer) error) error {
	var page bytes.Buffer
	cleaner := text.NewWriter(&page)
	if r.profile() > colorprofile.NoTTY {
		cleaner.AllowStyles()
	}
	if err := write(cleaner); err != nil {
		return err
	}
	if p.always || r.isLongerThanTerminal(page.String()) {
		return r.runPager(p.command, page.Bytes())
	}
	_, err := r.Out.Write(page.Bytes())
	return outputError(err)
}

// isLongerThanTerminal reports whether a page does not fit on the terminal above the row of
// the shell's prompt.
func (r *runner) isLongerThanTerminal(page string) bool {
	free := r.terminalHeight() - 1
	for line := range strings.Lines(page) {
		if free -= r.rows(strings.TrimSuffix(line, "\n")); free < 0 {
			return true
		}
	}
	return false
}

// runPager shows a page with a pager. If the pager cannot be started, runPager prints the
// page without it, and a message on stderr.
func (r *runner) runPager(command string, page []byte) error {
	err := r.Host.RunPager(r.ctx, command, strings.NewReader(withoutHyperlinks(string(page))))
	if err == nil {
		return nil
	}
	err = fmt.Errorf("pager %s: %w", command, err)
	if r.ctx.Err() != nil || !isMissingProgram(err) {
		return failed(err)
	}
	r.complain(fmt.Errorf("%w; the page is printed without it", err))
	_, err = r.Out.Write(page)
	return outputError(err)
}

// withoutHyperlinks removes the sequences that begin and end hyperlinks (OSC 8), because
// many pagers print them as text. The text of the links stays.
func withoutHyperlinks(page string) string {
	const start, end = "\x1b]8;;", "\x1b\\"
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(page, start)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, page, _ = strings.Cut(rest, end)
	}
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
