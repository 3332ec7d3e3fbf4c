package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"teapot/model"
	"teapot/model/search"
)

type completion = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// asksCompletion reports whether a shell asks what could be typed next.
func asksCompletion(arg string) bool {
	return arg == cobra.ShellCompRequestCmd || arg == cobra.ShellCompNoDescRequestCmd
}

// completeFlag has a flag's value completed, where a shell asks for that. Cobra
// remembers it for as long as the process lives, with everything that hangs on the
// command: a server would never forget a session.
func (r *runner) completeFlag(cmd *cobra.Command, name string, f completion) {
	if r.Host != nil && len(r.Args) > 0 && asksCompletion(r.Args[0]) {
		_ = cmd.RegisterFlagCompletionFunc(name, f)
	}
}

// fixed completes one of the words.
func fixed(words ...string) completion {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return words, cobra.ShellCompDirectiveNoFileComp
	}
}

// nothing completes nothing, not even files.
func nothing(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// folders completes one folder.
func folders(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// atMost completes as another does, so many arguments.
func atMost(n int, complete completion) completion {
	return func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= n {
			return nothing(cmd, args, begun)
		}
		return complete(cmd, args, begun)
	}
}

// completeAny completes what may stand after teapot itself: entries. Cobra adds the
// subcommands.
func (r *runner) completeAny(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	if begun == "" {
		return nil, cobra.ShellCompDirectiveNoFileComp // only the subcommands: the codes are too many
	}
	return r.completeMeaning(cmd, args, begun)
}

// completeEntry completes codes and the names of fields, methods, commands and
// extensions, with what they are. Enhanced codes are registered for any class, and
// have the one that was begun.
func (r *runner) completeEntry(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	class, _, dotted := strings.Cut(begun, ".")
	return r.collect(begun, func(e *model.Entry) string {
		if e.Code == "" {
			return e.Name + "\t" + e.Kind.String()
		}
		code := e.Code
		if rest, open := strings.CutPrefix(code, "X."); open && dotted && e.Kind == model.Enhanced && model.HasWord("2 4 5", class) {
			code = class + "." + rest
		}
		return code + "\t" + e.Name
	})
}

// completeMeaning completes entries, and a code that is there with each of its
// meanings that somebody made up: 530-cloudflare.
func (r *runner) completeMeaning(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	words, directive := r.completeEntry(cmd, args, begun)
	meanings, _ := r.collect(begun, func(e *model.Entry) string {
		if code, _, ok := strings.Cut(e.Stem, "-"); ok && e.Kind.IsCode() && len(begun) >= len(code) {
			return e.Stem + "\t" + e.Name
		}
		return ""
	})
	return append(words, meanings...), directive
}

// completeQuery completes a search: the filters and their values, codes, names.
func (r *runner) completeQuery(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	key, value, isFilter := strings.Cut(begun, ":")
	if !isFilter {
		words, _ := r.completeEntry(cmd, args, begun)
		for _, f := range search.Filters() {
			if strings.HasPrefix(f, begun) {
				words = append(words, f+":\tfilter")
			}
		}
		return words, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	words, directive := r.collect(value, func(e *model.Entry) string {
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

// filterValue is the value by which the filter would find the entry, without
// spaces, "" if there is none.
func filterValue(key string, e *model.Entry) string {
	of := func(k model.Kind) string {
		if e.Kind != k {
			return ""
		}
		return e.Stem
	}
	switch key {
	case "header", "field":
		return of(model.Field)
	case "method":
		return of(model.Method)
	case "command":
		return of(model.Command)
	case "extension":
		return of(model.Extension)
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

func (r *runner) completeVendor(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	return r.collect(begun, func(e *model.Entry) string { return e.Vendor })
}

// completeClass completes the classes and subjects that codes belong to.
func (r *runner) completeClass(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	return r.collect(begun, func(e *model.Entry) string {
		if class := r.fullCatalog().ClassOf(e); class != nil {
			return class.Code + "\t" + class.Name
		}
		return ""
	})
}

// classOf is the class or subject that a code belongs to, "" if it has none.
func (r *runner) classOf(e *model.Entry) string {
	if class := r.fullCatalog().ClassOf(e); class != nil {
		return class.Code
	}
	return ""
}

// collect returns each different word that begins as begun does, whatever its
// case. It is begun as it was typed: the shells leave out what is not.
func (r *runner) collect(begun string, word func(*model.Entry) string) ([]string, cobra.ShellCompDirective) {
	known := map[string]bool{}
	var words []string
	for _, e := range r.fullCatalog().All() {
		w := word(e)
		key, _, _ := strings.Cut(w, "\t")
		if key != "" && !known[key] && len(begun) <= len(key) && strings.EqualFold(key[:len(begun)], begun) {
			known[key] = true
			words = append(words, begun+w[len(begun):])
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

func (r *runner) completionCommand() *cobra.Command {
	const shells = "bash zsh fish powershell"
	return &cobra.Command{
		Use:       "completion SHELL",
		Short:     "Print the completion script for bash, zsh, fish or powershell",
		Example:   "  source <(teapot completion bash)\n  teapot completion fish > ~/.config/fish/completions/teapot.fish",
		ValidArgs: strings.Fields(shells),
		Args:      takes(1, 1, "needs one shell: "+shells),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return outputError(root.GenBashCompletionV2(r.Out, true))
			case "zsh":
				return outputError(root.GenZshCompletion(r.Out))
			case "fish":
				return outputError(root.GenFishCompletion(r.Out, true))
			case "powershell":
				return outputError(root.GenPowerShellCompletionWithDesc(r.Out))
			}
			return fmt.Errorf("shell %q is not one of: %s", args[0], shells)
		},
	}
}
