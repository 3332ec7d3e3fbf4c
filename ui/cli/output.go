package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"teapot/ui/theme"
)

// pageWidth is how wide pages are printed where the terminal's width is not
// known, and maxPageWidth how wide they are at most.
const (
	pageWidth    = 80
	maxPageWidth = 100
)

func (r *runner) width() int {
	if r.Width <= 0 {
		return pageWidth
	}
	return min(r.Width, maxPageWidth)
}

// profile is what colors the output may have. NO_COLOR, CLICOLOR_FORCE and
// TERM are heeded; --color comes before them.
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

// theme is the look of the output. Nobody asks the terminal for its background:
// the answer could arrive after we have left.
func (r *runner) theme() theme.Theme {
	p := r.profile()
	if p <= colorprofile.NoTTY {
		return theme.Plain()
	}
	return theme.New(theme.Options{Neutral: true, Profile: p})
}

// print writes what fill produces to the output, or through the pager if the
// user asked for it.
func (r *runner) print(fill func(w io.Writer) error) error {
	if !r.flags.pager || !r.OutTerm {
		w := bufio.NewWriter(r.Out)
		err := fill(w)
		if err == nil {
			err = w.Flush()
		}
		return outputError(err)
	}
	if r.Host == nil {
		return errors.New("--pager needs a program of this machine, which is not served here")
	}
	var text bytes.Buffer
	if err := fill(&text); err != nil {
		return err
	}
	pager := r.Getenv("PAGER")
	if strings.TrimSpace(pager) == "" {
		pager = "less -R"
	}
	if err := r.Host.Page(r.ctx, pager, &text); err != nil {
		return failed(fmt.Errorf("pager %s: %w", pager, err))
	}
	return nil
}

// outputError tells a reader that has gone away, which is no failure, from one.
func outputError(err error) error {
	if err == nil || errors.Is(err, io.ErrClosedPipe) {
		return nil
	}
	return failed(err)
}
