package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"teapot/data"
)

func (r *runner) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Print the manual page",
		Example: "  teapot man | man -l -",
		Args:    argCount(0, 0, "takes no arguments"),

		ValidArgsFunction: completeNothing,
		RunE: func(*cobra.Command, []string) error {
			return r.printText(manual(new(runner).root()))
		},
	}
}

// environment describes the environment variables for the manual page. A line with names
// and a line with a description alternate.
const environment = `NO_COLOR
No colors, unless --color says otherwise.
CLICOLOR_FORCE
Colors in a pipe too, unless it is 0.
TERM, COLORTERM
How many colors the terminal has.
TEAPOT_PAGER, PAGER
The shell command that shows output which is longer than the terminal. TEAPOT_PAGER counts first.
The default is less -R, except on Windows. An empty TEAPOT_PAGER and cat mean no pager.
LESS
Options of less. The default is FRX.
COLUMNS, LINES
The size of the terminal, if the terminal does not tell it.
XDG_CONFIG_HOME
The parent of the folder teapot with your entries. The default is ~/.config.
XDG_STATE_HOME
The parent of the folder teapot with the browser's state. The default is ~/.local/state.
SSH_CONNECTION, SSH_TTY
If one is set, the browser copies addresses instead of opening them.
TEAPOT_RENDERER
With bubbletea, Bubble Tea's renderer draws the browser.
TEAPOT_LISTEN, TEAPOT_HOST_KEY, TEAPOT_RATE ...
Values for the options of serve, such as --listen.
STATE_DIRECTORY, LISTEN_FDS, NOTIFY_SOCKET, WATCHDOG_USEC
Set by a service manager for serve.`

// userFiles describes the files that teapot reads and writes. A line with a path and a
// line with a description alternate.
const userFiles = `~/.config/teapot/http/status/599-acme.md
An entry of yours. The folders are those of teapot's data folder.
~/.local/state/teapot/state
The favorites, and the protocol that the browser showed last.
~/.local/state/teapot/ssh_host_ed25519
The host key of serve, unless --host-key names another file.`

// manual returns the manual page of a root command and its subcommands. The commands must
// not have run, because running a command changes its flags. The page has the date of the
// registries and not the current date, so that builds of packages are reproducible.
func manual(root *cobra.Command) string {
	root.InitDefaultHelpCmd()
	m := &manPage{}
	m.line(fmt.Sprintf(`.TH TEAPOT 1 "%s" "teapot" "%s"`, data.RegistryDate, root.Short))
	m.section("Name", "teapot - "+root.Short)
	m.section("Synopsis", "")
	m.line(bold("teapot")+italic(strings.TrimPrefix(root.Use, "teapot")), ".br", bold("teapot")+italic(" COMMAND [ARGUMENT]..."))
	m.section("Description", root.Long)
	m.section("Options", "Every command takes --color, --data and --help too.")
	m.flags(root)
	m.section("Commands", "")
	for _, c := range root.Commands() {
		m.command(c)
	}
	m.section("Examples", root.Example)
	m.section("Exit status", exitCodes)
	m.section("Environment", "")
	m.terms(environment)
	m.section("Files", "")
	m.terms(userFiles)
	return m.String()
}

// manPage builds a page in the man(7) language.
type manPage struct{ strings.Builder }

// line writes lines of man(7) without escaping them.
func (m *manPage) line(lines ...string) {
	for _, l := range lines {
		fmt.Fprintln(m, l)
	}
}

// section writes a heading and the paragraphs below it.
func (m *manPage) section(name, body string) {
	m.line(".SH " + strings.ToUpper(name))
	m.paragraphs(body)
}

// paragraphs writes paragraphs, which are separated by empty lines. An indented paragraph
// keeps its line breaks.
func (m *manPage) paragraphs(body string) {
	for i, p := range strings.Split(strings.Trim(body, "\n"), "\n\n") {
		if i > 0 {
			m.line(".PP")
		}
		switch {
		case p == "":
		case p[0] == ' ':
			m.line(".nf", escape(p), ".fi")
		default:
			m.line(escape(p))
		}
	}
}

// terms writes a definition list. In pairs, a line with a term and a line with its
// description alternate.
func (m *manPage) terms(pairs string) {
	for i, l := range strings.Split(pairs, "\n") {
		if i%2 == 0 {
			m.line(".TP", bold(l))
		} else {
			m.line(escape(l))
		}
	}
}

// command writes the description, the flags and the examples of a command.
func (m *manPage) command(c *cobra.Command) {
	name, arguments, _ := strings.Cut(c.Use, " ")
	m.line(".SS " + bold(name) + italic(" "+arguments))
	description := c.Long
	if description == "" {
		description = c.Short + "."
	}
	m.paragraphs(description)
	m.flags(c)
	if c.Example != "" {
		m.line(".PP", "Examples:", ".PP")
		m.paragraphs(c.Example)
	}
}

// flags writes the flags that only this command has, with their arguments and
// defaults.
func (m *manPage) flags(c *cobra.Command) {
	c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
		argument, usage := pflag.UnquoteUsage(f)
		tag := bold("--"+f.Name) + italic(" "+argument)
		if f.Shorthand != "" {
			tag = bold("-"+f.Shorthand) + ", " + tag
		}
		if value := f.DefValue; value != "" && value != "false" && value != "0" && value != "[]" {
			usage += " (default " + value + ")"
		}
		m.line(".TP", strings.TrimRight(tag, " "), escape(usage))
	})
}

// escape escapes text for man(7). It makes man print hyphens as ASCII hyphens, so that a
// user can copy an option from the page.
func escape(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "~", `\(ti`, "^", `\(ha`).Replace(s)
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, ".") {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}

func bold(s string) string { return `\fB` + escape(s) + `\fR` }

// italic formats a placeholder in italics, without the spaces around it.
func italic(s string) string {
	inner := strings.TrimSpace(s)
	if inner == "" {
		return ""
	}
	return strings.Replace(s, inner, `\fI`+escape(inner)+`\fR`, 1)
}
