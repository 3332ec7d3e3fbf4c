package cli

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"teapot/ui/explain"
	"teapot/ui/text"
)

func (r *runner) explainCommand() *cobra.Command {
	lines := false
	cmd := &cobra.Command{
		Use:   "explain [FILE]...",
		Short: "Find the codes in logs, bounces and client output, and say what they mean",
		Long: `Reads files, or standard input, and says what every status code in them means:
access logs, mail logs, bounce messages, the output of HTTP and SMTP clients.
Codes are found by the shape of a line; other numbers are left alone.
Input may be compressed with gzip or bzip2, and may be UTF-16. Encoded parts of mails are decoded.`,
		Example: "  teapot explain access.log\n  tail -f access.log | teapot explain --lines\n  teapot explain --json < bounce.eml",
		RunE: func(_ *cobra.Command, files []string) error {
			switch {
			case lines && r.flags.json:
				return errors.New("--lines and --json are two forms of output; choose one")
			case lines:
				return r.explain(files, explain.Lines)
			case r.flags.json:
				return r.explain(files, explain.JSON)
			}
			return r.explain(files, explain.Summary)
		},
	}
	cmd.Flags().BoolVar(&lines, "lines", false, "print every line as it comes, with its codes explained below")
	cmd.Flags().BoolVar(&r.flags.json, "json", false, "print a JSON object for every line that has a code")
	r.widthFlag(cmd)
	return cmd
}

// The limits of an SSH session that explains a log.
const (
	// maxDecompressed is how many bytes the server decompresses for a session. Compressed
	// input may be a thousand times smaller than that.
	maxDecompressed = 64 << 20
	// maxServedLine is how many bytes of a line the server reads. It has to store the line
	// as long as the client does not read the output.
	maxServedLine = 16 << 10
	// maxServedCodes is how many different codes a summary in a session counts.
	maxServedCodes = 64
)

// explain reads the files and prints what their codes mean.
func (r *runner) explain(files []string, form explain.Form) error {
	if r.Host == nil && slices.ContainsFunc(files, func(f string) bool { return f != explain.Stdin }) {
		return errors.New("files of this machine are not served here; send them to standard input")
	}
	c, err := r.catalog()
	if err != nil {
		return err
	}
	o := explain.Options{Catalog: c, Form: form, Theme: r.theme(), Width: r.lineWidth(), In: r.In, Out: r.Out, Warn: r.complain}
	if r.Reference != nil {
		o.Reader = r.Reference.Search.Reader()
	}
	if r.showsProgress(form) {
		o.Progress = text.NewWriter(r.rawErr).AllowRedraw()
	}
	if r.Host == nil {
		o.MaxDecompressed, o.MaxLine, o.MaxCodes, o.Yield = maxDecompressed, maxServedLine, maxServedCodes, r.Yield
	} else {
		o.Open = r.Host.Open
	}
	return explainError(explain.Run(r.ctx, o, files))
}

// showsProgress reports whether standard error shows how much of a long file has been
// read. It must not do so while output is printed on the same terminal, because the
// progress could appear in the middle of a line. A summary is printed after all is read,
// so it does not matter.
func (r *runner) showsProgress(form explain.Form) bool {
	return r.ErrTerm && (form == explain.Summary || !r.OutTerm)
}

// explainError returns an error of [explain.Run] together with its exit code.
func explainError(err error) error {
	if errors.Is(err, explain.ErrNotFound) {
		return &exit{ExitNotFound, err}
	}
	if _, ok := errors.AsType[explain.InputError](err); ok {
		return failed(err)
	}
	return outputError(err)
}
