package cli

import (
	"bufio"
	"errors"
	"io"

	"github.com/charmbracelet/colorprofile"

	"teapot/ui/text"
	"teapot/ui/theme"
)

// profile returns which colors the output may have. --color overrides NO_COLOR, and
// NO_COLOR overrides CLICOLOR_FORCE. Without any of the three, only a terminal gets colors.
func (r *runner) profile() colorprofile.Profile {
	switch r.flags.color {
	case "never":
		return colorprofile.NoTTY
	case "always":
		return max(colorprofile.Env(r.Env), colorprofile.ANSI)
	}
	forced := r.Getenv("CLICOLOR_FORCE") != "" && r.Getenv("CLICOLOR_FORCE") != "0"
	switch {
	case r.Getenv("NO_COLOR") != "":
		return colorprofile.NoTTY
	case forced:
		return max(colorprofile.Env(r.Env), colorprofile.ANSI)
	case !r.OutTerm || r.Getenv("TERM") == "dumb":
		return colorprofile.NoTTY
	}
	return colorprofile.Env(r.Env)
}

// theme returns the theme of printed output. It suits dark and light backgrounds: the
// terminal is not asked for its background, because the answer could arrive after the
// program has ended, and would appear in the user's shell.
func (r *runner) theme() theme.Theme {
	p := r.profile()
	if p <= colorprofile.NoTTY {
		return theme.Plain()
	}
	if w, ok := r.Out.(*text.Writer); ok {
		w.AllowStyles()
	}
	return theme.New(theme.Options{Neutral: true, Profile: p})
}

// print calls write with a writer to the output. Output that is longer than the terminal
// goes through the pager.
func (r *runner) print(write func(w io.Writer) error) error {
	p, err := r.pager()
	if err != nil {
		return err
	}
	if p.command == "" {
		return r.printBuffered(write)
	}
	return r.printPaged(p, write)
}

// printBuffered calls write with a buffered writer to the output. The buffer is small,
// because a server has to keep it for every client that does not read.
func (r *runner) printBuffered(write func(w io.Writer) error) error {
	w := bufio.NewWriter(r.Out)
	err := write(w)
	if err == nil {
		err = w.Flush()
	}
	return outputError(err)
}

// printText prints a text as it is, without the pager.
func (r *runner) printText(s string) error {
	return r.printBuffered(func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	})
}

// outputError returns a write error together with its exit code. It returns nil if the
// program that reads the output has closed the pipe, because that is not a failure.
func outputError(err error) error {
	if err == nil || errors.Is(err, io.ErrClosedPipe) {
		return nil
	}
	return failed(err)
}
