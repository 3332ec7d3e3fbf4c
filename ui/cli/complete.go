package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"teapot/model"
	"teapot/model/search"
	"teapot/ui/text"
)

// completion returns the words that a shell may offer for an argument that begins
// with prefix. A tab and a description may follow each word.
type completion = func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective)

// isCompletionRequest reports whether an argument is one of the hidden commands with which
// a shell asks for completions.
func isCompletionRequest(arg string) bool {
	return arg == cobra.ShellCompRequestCmd || arg == cobra.ShellCompNoDescRequestCmd
}

// removeBackquotes removes the backquotes from the usage texts of all flags of a command
// and its subcommands. They mark the name of the flag's value for the help page, but a
// shell would show them.
func removeBackquotes(cmd *cobra.Command) {
	remove := func(f *pflag.Flag) { f.Usage = strings.ReplaceAll(f.Usage, "`", "") }
	cmd.Flags().VisitAll(remove)
	cmd.PersistentFlags().VisitAll(remove)
	for _, c := range cmd.Commands() {
		removeBackquotes(c)
	}
}

// completeFlag sets the completion of a flag's value. It does so only if a shell asks for
// completions, because cobra stores completions in a global map, together with the
// command: a server would never free the memory of its sessions.
func (r *runner) completeFlag(cmd *cobra.Command, flag string, f completion) {
	if r.Host != nil && len(r.Args) > 0 && isCompletionRequest(r.Args[0]) {
		_ = cmd.RegisterFlagCompletionFunc(flag, f)
	}
}

// completeWords returns a completion that offers the given words, which are separated by
// spaces.
func completeWords(words string) completion {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return strings.Fields(words), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeNothing is the completion for an argument that cannot be completed. It offers
// no words and no files.
func completeNothing(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// completeFolder offers folders for the first argument, and nothing for other arguments.
func completeFolder(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return completeNothing(cmd, args, prefix)
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completeAtMost returns a completion that calls complete for the first n arguments, and
// offers nothing for later arguments.
func completeAtMost(n int, complete completion) completion {
	return func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= n {
			return completeNothing(cmd, args, prefix)
		}
		return complete(cmd, args, prefix)
	}
}

// completeBareArg completes an argument of teapot without a subcommand. It offers no
// entries before the user has typed a letter, because there are too many. Cobra offers
// the subcommands.
func (r *runner) completeBareArg(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	if prefix == "" {
		return completeNothing(cmd, args, prefix)
	}
	return r.completeEntryOrStem(cmd, args, prefix)
}

// completeEntry completes codes, and the names of fields, methods, commands and
// extensions. Enhanced codes such as X.7.1 are valid for any class. Their X becomes the
// class that the user has typed.
func (r *runner) completeEntry(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	class, _, hasDot := strings.Cut(prefix, ".")
	return r.completeFrom(prefix, func(e *model.Entry) string {
		if e.Code == "" {
			return e.Name + "\t" + e.Kind.String()
		}
		code := e.Code
		if hasDot && e.Kind == model.Enhanced && model.HasWord("2 4 5", class) {
			code = model.WithClass(code, class)
		}
		return code + "\t" + e.Name
	})
}

// completeEntryOrStem offers the words of completeEntry. After a complete code it also offers
// the unofficial meanings of the code, such as 530-cloudflare.
func (r *runner) completeEntryOrStem(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	words, directive := r.completeEntry(cmd, args, prefix)
	meanings, _ := r.completeFrom(prefix, func(e *model.Entry) string {
		if code, _, ok := strings.Cut(e.Stem, "-"); ok && e.Kind.IsCode() && len(prefix) >= len(code) {
			return e.Stem + "\t" + e.Name
		}
		return ""
	})
	return append(words, meanings...), directive
}

// completeQuery completes a word of a search query. It offers the names of filters, the
// values of a filter, or the words of completeEntry.
func (r *runner) completeQuery(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	key, value, isFilter := strings.Cut(prefix, ":")
	if !isFilter {
		words, _ := r.completeEntry(cmd, args, prefix)
		for _, f := range search.Filters() {
			if strings.HasPrefix(f, prefix) {
				words = append(words, f+":\tfilter")
			}
		}
		return words, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	words, directive := r.completeFrom(value, func(e *model.Entry) string {
		if key == "class" {
			return strings.ToLower(r.classOf(e))
		}
		return filterValue(key, e)
	})
	for i, w := range words {
		words[i] = key + ":" + w
	}
	return words, directive
}

// filterValue returns a value without spaces with which the search filter finds the
// entry, and "" if there is none.
func filterValue(key string, e *model.Entry) string {
	stemOf := func(k model.Kind) string {
		if e.Kind != k {
			return ""
		}
		return e.Stem
	}
	switch key {
	case "header", "field":
		return stemOf(model.Field)
	case "method":
		return stemOf(model.Method)
	case "command":
		return stemOf(model.Command)
	case "extension":
		return stemOf(model.Extension)
	case "vendor":
		word, _, _ := strings.Cut(strings.ToLower(e.Vendor), " ")
		return word
	case "is":
		return string(e.Standing)
	case "retry":
		return e.Fact(model.FactRetry)
	case "act":
		return e.Fact(model.FactAct)
	case "protocol":
		return e.Protocol.String()
	}
	return ""
}

func (r *runner) completeVendor(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	return r.completeFrom(prefix, func(e *model.Entry) string { return e.Vendor })
}

// completeClass completes the classes and subjects of codes.
func (r *runner) completeClass(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	return r.completeFrom(prefix, func(e *model.Entry) string {
		if class := r.fullCatalog().ClassOf(e); class != nil {
			return class.Code + "\t" + class.Name
		}
		return ""
	})
}

// classOf returns the code of the class or subject that an entry belongs to, and "" if
// the entry belongs to none.
func (r *runner) classOf(e *model.Entry) string {
	if class := r.fullCatalog().ClassOf(e); class != nil {
		return class.Code
	}
	return ""
}

// completeDiff completes the two arguments of diff. For the second argument, the entries
// that people confuse with the first come before all others, in the order of the first
// entry's page.
func (r *runner) completeDiff(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	words, directive := r.completeEntryOrStem(cmd, args, prefix)
	if len(args) == 0 {
		return words, directive
	}
	first, ok := lookup{r.fullCatalog(), r.flags.filter}.one(args[0])
	if !ok {
		return words, directive
	}
	confusable := completeAmong(r.seeAlso(first.Entry), prefix, func(e *model.Entry) string {
		return r.diffArgument(e, first) + "\t" + e.Name
	})
	for _, w := range words {
		if !slices.Contains(confusable, w) {
			confusable = append(confusable, w)
		}
	}
	return confusable, directive | cobra.ShellCompDirectiveKeepOrder
}

// seeAlso returns the entries that the See links of an entry lead to.
func (r *runner) seeAlso(e *model.Entry) []*model.Entry {
	var entries []*model.Entry
	for _, l := range e.Links {
		if target := r.fullCatalog().Target(e, l); l.Relation == model.RelationSee && target != nil {
			entries = append(entries, target)
		}
	}
	return entries
}

// diffArgument returns the argument that names an entry for diff: its code or name. It is
// the stem of the entry's file if diff would take the code for a different entry. An
// enhanced code for any class gets the class of the first argument.
func (r *runner) diffArgument(e *model.Entry, first model.Hit) string {
	switch {
	case e.Code == "":
		return e.Name
	case strings.HasPrefix(e.Code, "X.") && e.Kind == model.Enhanced && isEnhanced(first.Code):
		class, _, _ := strings.Cut(first.Code, ".")
		return model.WithClass(e.Code, class)
	}
	if hit, ok := (lookup{r.fullCatalog(), r.flags.filter}).one(e.Code); ok && hit.Entry != e {
		return e.Stem
	}
	return e.Code
}

// completeFrom offers words of all entries: those that begin with prefix among the results
// of word. See completeAmong.
func (r *runner) completeFrom(prefix string, word func(*model.Entry) string) ([]string, cobra.ShellCompDirective) {
	return completeAmong(r.fullCatalog().All(), prefix, word), cobra.ShellCompDirectiveNoFileComp
}

// completeAmong calls word for each entry, and returns the results that begin with prefix,
// each of them once. It ignores the case of letters, but returns the prefix as the user
// has typed it, because shells drop words that do not begin with it. It drops words that
// are not safe to show. See [text.Clean].
func completeAmong(entries []*model.Entry, prefix string, word func(*model.Entry) string) []string {
	seen := map[string]bool{}
	var words []string
	for _, e := range entries {
		w := word(e)
		key, description, _ := strings.Cut(w, "\t")
		if key != "" && text.Clean(key) == key && !seen[key] && len(prefix) <= len(key) && strings.EqualFold(key[:len(prefix)], prefix) {
			seen[key] = true
			words = append(words, strings.TrimSuffix(prefix+key[len(prefix):]+"\t"+text.Clean(description), "\t"))
		}
	}
	return words
}
