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
// with prefix, each with a description after a tab.
type completion = func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective)

// isCompletionRequest reports whether the first argument is one with which a shell
// asks for completions.
func isCompletionRequest(arg string) bool {
	return arg == cobra.ShellCompRequestCmd || arg == cobra.ShellCompNoDescRequestCmd
}

// withoutBackquotes removes the backquotes from the usage of all flags of a tree of
// commands. In the help they mark the name of the value, but shells show them.
func withoutBackquotes(cmd *cobra.Command) {
	remove := func(f *pflag.Flag) { f.Usage = strings.ReplaceAll(f.Usage, "`", "") }
	cmd.Flags().VisitAll(remove)
	cmd.PersistentFlags().VisitAll(remove)
	for _, c := range cmd.Commands() {
		withoutBackquotes(c)
	}
}

// completeFlag sets the completion of a flag's value, if this call is a completion
// request. Cobra keeps completions in a global map, with the command and all that it
// refers to: a server would never free the memory of its sessions.
func (r *runner) completeFlag(cmd *cobra.Command, flag string, f completion) {
	if r.Host != nil && len(r.Args) > 0 && isCompletionRequest(r.Args[0]) {
		_ = cmd.RegisterFlagCompletionFunc(flag, f)
	}
}

// completeWords completes one of the words, which are separated by spaces.
func completeWords(words string) completion {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return strings.Fields(words), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeNothing offers nothing, not even files.
func completeNothing(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// completeFolder completes a folder as the first argument.
func completeFolder(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return completeNothing(cmd, args, prefix)
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completeAtMost completes the first n arguments and no more.
func completeAtMost(n int, complete completion) completion {
	return func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= n {
			return completeNothing(cmd, args, prefix)
		}
		return complete(cmd, args, prefix)
	}
}

// completeBareArg completes an argument of teapot without a subcommand. It offers
// entries only after their first letter, because there are too many. Cobra adds the
// subcommands.
func (r *runner) completeBareArg(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	if prefix == "" {
		return completeNothing(cmd, args, prefix)
	}
	return r.completeMeaning(cmd, args, prefix)
}

// completeEntry completes codes, and the names of fields, methods, commands and
// extensions. Enhanced codes are registered for any class; they are offered with the
// class that the user has typed.
func (r *runner) completeEntry(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	class, _, hasDot := strings.Cut(prefix, ".")
	return r.completeFrom(prefix, func(e *model.Entry) string {
		if e.Code == "" {
			return e.Name + "\t" + e.Kind.String()
		}
		code := e.Code
		if rest, anyClass := strings.CutPrefix(code, "X."); anyClass && hasDot && e.Kind == model.Enhanced && model.HasWord("2 4 5", class) {
			code = class + "." + rest
		}
		return code + "\t" + e.Name
	})
}

// completeMeaning completes what completeEntry does. After a complete code it also
// offers the unofficial meanings of the code: 530-cloudflare.
func (r *runner) completeMeaning(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	words, directive := r.completeEntry(cmd, args, prefix)
	meanings, _ := r.completeFrom(prefix, func(e *model.Entry) string {
		if code, _, ok := strings.Cut(e.Stem, "-"); ok && e.Kind.IsCode() && len(prefix) >= len(code) {
			return e.Stem + "\t" + e.Name
		}
		return ""
	})
	return append(words, meanings...), directive
}

// completeQuery completes part of a search query: a filter, its value, or what
// completeEntry completes.
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

// classOf returns the code of the entry's class or subject, and "" if it has none.
func (r *runner) classOf(e *model.Entry) string {
	if class := r.fullCatalog().ClassOf(e); class != nil {
		return class.Code
	}
	return ""
}

// completeOther completes the two entries of diff. After the first, it offers those that
// people confuse with it before all others, in the order of its page.
func (r *runner) completeOther(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	words, directive := r.completeMeaning(cmd, args, prefix)
	if len(args) == 0 {
		return words, directive
	}
	first, ok := lookup{r.fullCatalog(), r.flags.filter}.one(args[0])
	if !ok {
		return words, directive
	}
	confusable := completeAmong(r.seeAlso(first.Entry), prefix, func(e *model.Entry) string {
		return r.nameFor(e, first) + "\t" + e.Name
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

// nameFor returns the argument with which diff takes the entry: its code or name, or its
// stem if the code means another entry first. An enhanced code for any class gets the
// class of the first argument.
func (r *runner) nameFor(e *model.Entry, first model.Hit) string {
	switch rest, anyClass := strings.CutPrefix(e.Code, "X."); {
	case e.Code == "":
		return e.Name
	case anyClass && e.Kind == model.Enhanced && isEnhanced(first.Code):
		class, _, _ := strings.Cut(first.Code, ".")
		return class + "." + rest
	}
	if hit, ok := (lookup{r.fullCatalog(), r.flags.filter}).one(e.Code); ok && hit.Entry != e {
		return e.Stem
	}
	return e.Code
}

// completeFrom calls word for every entry and returns the different words with the
// prefix, as completeAmong does.
func (r *runner) completeFrom(prefix string, word func(*model.Entry) string) ([]string, cobra.ShellCompDirective) {
	return completeAmong(r.fullCatalog().All(), prefix, word), cobra.ShellCompDirectiveNoFileComp
}

// completeAmong calls word for the entries and returns the different words with the
// prefix, in any case of the letters. The words get the prefix as the user typed it:
// shells drop those that do not begin with it. It offers no words that cannot be shown
// as they are.
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
