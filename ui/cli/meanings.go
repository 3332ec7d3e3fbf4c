package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"teapot/model"
	"teapot/ui/render"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// otherMeaning is a meaning of a code whose page is not printed.
type otherMeaning struct {
	hit     model.Hit
	first   *model.Entry // the meaning whose page is printed
	command []string     // the arguments of teapot that print the page of hit
}

// firstMeanings splits the hits that args name into those whose pages are printed, and the
// other meanings. Of each argument, it prints the first meaning, which is the one that
// people mean most often. If the arguments are an enhanced code and a reply, it prints all
// meanings: a server has sent both together, and the other meaning of the one may explain the
// other.
func (l lookup) firstMeanings(args []string, hits []model.Hit) (printed []model.Hit, others []otherMeaning) {
	if slices.ContainsFunc(args, isEnhanced) && slices.ContainsFunc(hits, isReply) {
		return hits, nil
	}
	named := make([][]model.Hit, len(args))
	for i, a := range args {
		named[i] = l.arg(a)
	}
	first := map[int]*model.Entry{}
	for _, h := range hits {
		// Hits that no single argument names are named by all arguments together. Their
		// index is -1.
		i := slices.IndexFunc(named, func(hits []model.Hit) bool {
			return slices.ContainsFunc(hits, func(o model.Hit) bool { return isSamePage(o, h) })
		})
		if first[i] == nil {
			first[i] = h.Entry
		} else if first[i].Kind.IsCode() && h.Entry.Kind.IsCode() {
			h.Code = h.Entry.Code // of a range: the whole range
			if command := l.commandFor(h); command != nil {
				others = append(others, otherMeaning{h, first[i], command})
				continue
			}
		}
		printed = append(printed, h)
	}
	return printed, others
}

// commandFor returns the arguments of teapot that print the page of a code's meaning: the
// shortest of those that work. It returns nil if there are none.
func (l lookup) commandFor(h model.Hit) []string {
	for _, c := range []struct {
		filter filter
		args   []string // the arguments without the flags of the filter
	}{
		{filter{}, []string{h.Code}},
		{filter{protocol: h.Entry.Protocol.String()}, []string{h.Code}},
		{filter{}, []string{"show", h.Entry.Stem}},
		{filter{protocol: h.Entry.Protocol.String()}, []string{"show", h.Entry.Stem}},
		{filter{vendor: h.Entry.Vendor}, []string{"show", h.Code}},
	} {
		found := lookup{l.catalog, c.filter}.arg(c.args[len(c.args)-1])
		if len(found) == 0 || !isSamePage(found[0], h) {
			continue
		}
		if c.filter.protocol != "" {
			c.args = append(c.args, "--protocol", c.filter.protocol)
		}
		if c.filter.vendor != "" {
			c.args = append(c.args, "--vendor", c.filter.vendor)
		}
		return c.args
	}
	return nil
}

const (
	commandGap    = 4  // the number of spaces between a meaning and its command
	commandIndent = 2  // how far a command below its meaning is indented
	minOtherWidth = 36 // a meaning is not cut to fewer cells; its command then is on the next line
)

// writeOtherMeanings writes a line for each of the other meanings, with the command that
// prints its page.
func (r *runner) writeOtherMeanings(w io.Writer, others []otherMeaning, t theme.Theme) {
	if len(others) == 0 {
		return
	}
	labels, commands := make([]string, len(others)), make([]string, len(others))
	labelWidth, commandWidth := 0, 0
	for i, o := range others {
		labels[i], commands[i] = o.label(t), r.commandLine(o.command)
		labelWidth = max(labelWidth, text.Width(labels[i]))
		commandWidth = max(commandWidth, text.Width(commands[i]))
	}
	fmt.Fprintln(w)
	free := r.pageWidth() - commandGap - commandWidth
	for i, label := range labels {
		if free >= min(labelWidth, minOtherWidth) {
			label = text.Fit(label, min(labelWidth, free), t.Glyphs.Ellipsis)
			fmt.Fprintf(w, "%s%*s%s\n", label, commandGap, "", t.Code.Render(commands[i]))
			continue
		}
		fmt.Fprintln(w, text.Cut(label, r.pageWidth(), t.Glyphs.Ellipsis))
		for _, line := range text.Wrap(commands[i], max(r.pageWidth()-commandIndent, 1)) {
			fmt.Fprintf(w, "%*s%s\n", commandIndent, "", t.Code.Render(line))
		}
	}
}

// label returns the text for a meaning, such as "also 503 in SMTP: Bad sequence of
// commands" or "also 530, Pantheon: Site is frozen".
func (o otherMeaning) label(t theme.Theme) string {
	e := o.hit.Entry
	label := t.Dim.Render("also") + " " + t.Class(o.hit.Code).Render(o.hit.Code)
	if e.Protocol != o.first.Protocol {
		label += " in " + strings.ToUpper(e.Protocol.String())
	}
	if e.Standing != model.Standard {
		label += ", " + strings.TrimSuffix(render.Standing(e), ", unofficial")
	}
	return label + ": " + text.Clean(e.Name)
}

// commandLine returns a command line of teapot, as the user can type it. It has the folder
// of --data, in which the entry may be.
func (r *runner) commandLine(args []string) string {
	if r.loader.dataDir != "" {
		args = append(slices.Clone(args), "--data", r.loader.dataDir)
	}
	line := "teapot"
	for _, a := range args {
		line += " " + quoteForShell(text.Clean(a))
	}
	return line
}

// quoteForShell returns a word in single quotes, unless it has only characters that mean
// nothing special to a shell.
func quoteForShell(word string) string {
	isSpecial := func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:@%+,", r))
	}
	if word != "" && !strings.ContainsFunc(word, isSpecial) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
