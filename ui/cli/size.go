package cli

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"teapot/ui/text"
)

const (
	defaultWidth, defaultHeight = 80, 24   // the size of a terminal whose size is unknown
	minWidth, maxWidth          = 20, 1000 // the limits of --width
	maxPageWidth                = 200      // the maximum width of pages, unless --width is set
	maxHelpWidth                = 80       // the maximum width of help pages
)

// widthFlag is the value of --width. It is 0 if the flag is not set.
type widthFlag int

// String returns the value for the help page, which shows no default.
func (f widthFlag) String() string { return "" }

// Set sets the value. It returns an error if s is not a number within the limits.
func (f *widthFlag) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < minWidth || n > maxWidth {
		return errors.New("not a width") // valueError replaces this text
	}
	*f = widthFlag(n)
	return nil
}

// Type returns the name of the type, by which valueError knows it.
func (widthFlag) Type() string { return "width" }

// widthFlag adds --width to a command.
func (r *runner) widthFlag(cmd *cobra.Command) {
	cmd.Flags().Var(&r.flags.width, "width", fmt.Sprintf("make lines at most `N` columns wide, from %d to %d", minWidth, maxWidth))
	r.completeFlag(cmd, "width", completeNothing)
}

// pageWidth returns the width of pages in cells.
func (r *runner) pageWidth() int {
	if r.flags.width > 0 {
		return int(r.flags.width)
	}
	return min(r.terminalWidth(), maxPageWidth)
}

// lineWidth returns the width in cells that lines of lists and logs must fit. It is 0 if
// they are not cut: a program that reads them needs all of their text.
func (r *runner) lineWidth() int {
	switch {
	case r.flags.width > 0:
		return int(r.flags.width)
	case r.OutTerm:
		return r.terminalWidth()
	}
	return 0
}

// helpWidth returns the width of help pages in cells.
func (r *runner) helpWidth() int { return min(r.pageWidth(), maxHelpWidth) }

// terminalWidth returns the width of the terminal in cells, or the default width if the
// output is not a terminal.
func (r *runner) terminalWidth() int { return r.dimension(r.Width, "COLUMNS", defaultWidth) }

// terminalHeight returns the height of the terminal in cells.
func (r *runner) terminalHeight() int { return r.dimension(r.Height, "LINES", defaultHeight) }

// dimension returns the width or the height of the terminal. If the terminal has not told
// it, a terminal has the size that the environment variable says, or else the default.
func (r *runner) dimension(known int, variable string, byDefault int) int {
	if known > 0 {
		return known
	}
	n, err := strconv.Atoi(r.Getenv(variable))
	if !r.OutTerm || err != nil || n < 1 || n > maxWidth {
		return byDefault
	}
	return n
}

// rows returns how many rows of the terminal a line takes. It takes several if it is wider
// than the terminal.
func (r *runner) rows(line string) int {
	width := r.terminalWidth()
	return max((text.Width(line)+width-1)/width, 1)
}
