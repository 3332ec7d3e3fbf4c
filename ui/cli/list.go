package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"teapot/model"
)

func (r *runner) listCommand() *cobra.Command {
	var kind, class string
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "Print every entry, one per line",
		Example: "  teapot list --protocol http --class 4xx\n  teapot list --vendor nginx\n  teapot list --width 60\n  teapot list --json",
		Args:    checkListArgs,

		ValidArgsFunction: completeNothing,
		RunE: func(*cobra.Command, []string) error {
			if err := checkWord("--kind", kind, kindWords); err != nil {
				return err
			}
			c, err := r.catalog()
			if err != nil {
				return err
			}
			return r.list(c, kind, class)
		},
	}
	r.filterFlags(cmd)
	r.outputFlags(cmd)
	cmd.Flags().StringVar(&kind, "kind", "", "only entries of `KIND`: "+orList(kindWords))
	cmd.Flags().StringVar(&class, "class", "", "only codes of `CLASS`: 4xx, 5yz, X.7")
	r.completeFlag(cmd, "kind", completeWords(kindWords))
	r.completeFlag(cmd, "class", r.completeClass)
	return cmd
}

// list prints the entries of a kind and a class. An empty kind or class selects all
// entries.
func (r *runner) list(c *model.Catalog, kind, class string) error {
	var hits []model.Hit
	for _, e := range c.All() {
		if r.flags.filter.selects(e) && (kind == "" || e.Kind.String() == kind) && (class == "" || isInClass(c, e, class)) {
			hits = append(hits, model.Hit{Entry: e, Code: e.Code})
		}
	}
	if len(hits) == 0 {
		f := r.flags.filter
		flags := formatFlags("protocol", f.protocol, "kind", kind, "class", class, "vendor", f.vendor)
		return &exit{ExitNotFound, errors.New(strings.TrimSpace("no entry fits " + flags))}
	}
	return r.printHits(c, hits)
}

// isInClass reports whether an entry belongs to the class or subject with a code such as
// 4xx or X.7.
func isInClass(c *model.Catalog, e *model.Entry, class string) bool {
	classPage := c.ClassOf(e)
	return classPage != nil && strings.EqualFold(classPage.Code, class)
}

// checkListArgs returns an error if the list command has arguments. The error suggests the
// flag or the command that the user probably wanted.
func checkListArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	suggestion := fmt.Sprintf("%q", "teapot search "+strings.Join(args, " "))
	switch word := strings.ToLower(args[0]); {
	case model.HasWord(protocolWords, word):
		suggestion = "--protocol " + word
	case model.HasWord(kindWords, word):
		suggestion = "--kind " + word
	case looksLikeClass(word):
		suggestion = "--class " + args[0]
	}
	return fmt.Errorf("%s takes no arguments; did you mean %s?", cmd.Name(), suggestion)
}

// looksLikeClass reports whether a lower-case word has the form of a class or a subject,
// such as 4xx, 5yz or x.7.
func looksLikeClass(word string) bool {
	for _, suffix := range []string{"xx", "yz"} {
		if digit, ok := strings.CutSuffix(word, suffix); ok && len(digit) == 1 && model.IsNumber(digit) {
			return true
		}
	}
	subject, ok := strings.CutPrefix(word, "x.")
	return ok && model.IsNumber(subject)
}
