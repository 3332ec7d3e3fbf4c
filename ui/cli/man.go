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
		Args:    takes(0, 0, "takes no words"),

		ValidArgsFunction: nothing,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprint(r.Out, manual(new(runner).root()))
			return outputError(err)
		},
	}
}

// environment are the variables that are heeded, each with what it does.
const environment = `NO_COLOR
No colors, unless --color says otherwise.
CLICOLOR_FORCE
Colors in a pipe too, unless it is 0.
TERM, COLORTERM
How many colors the terminal has.
PAGER
What --pager shows pages with, a command of the shell; less without it.
LESS
What less is told. Without it, that is FRX.
XDG_CONFIG_HOME
Where the folder teapot with entries of your own stands, instead of ~/.config.
XDG_STATE_HOME
Where the folder teapot with what is remembered stands, instead of ~/.local/state.
SSH_CONNECTION, SSH_TTY
In somebody's SSH session the browser copies addresses instead of opening them.
TEAPOT_RENDERER
With bubbletea, the browser is drawn by Bubble Tea's own renderer.
TEAPOT_LISTEN, TEAPOT_HOST_KEY, TEAPOT_RATE ...
The options of serve, each under its name.
STATE_DIRECTORY, LISTEN_FDS, NOTIFY_SOCKET, WATCHDOG_USEC
What a service manager tells serve.`

// files are what is read and written, as in environment.
const files = `~/.config/teapot/http/status/599-acme.md
An entry of your own; the other folders are those of teapot's data folder.
~/.local/state/teapot/state
The favorites, and the protocol that was shown last.
~/.local/state/teapot/ssh_host_ed25519
The key of serve, unless --host-key names another.`

// manual is the manual page of a command tree that nobody has called: a call
// leaves its mark on the flags. Its date is that of the registries, not of the
// day on which it is printed: packages are built twice and compared.
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
	m.section("Exit status", "0 found, 1 nothing found, 2 wrong usage or a bad file, 130 interrupted.")
	m.section("Environment", "")
	m.terms(environment)
	m.section("Files", "")
	m.terms(files)
	return m.String()
}

// manPage is a page in the language of man(7).
type manPage struct{ strings.Builder }

func (m *manPage) line(lines ...string) {
	for _, l := range lines {
		fmt.Fprintln(m, l)
	}
}

func (m *manPage) section(name, text string) {
	m.line(".SH " + strings.ToUpper(name))
	m.text(text)
}

// text writes paragraphs. One that is indented keeps its lines.
func (m *manPage) text(text string) {
	for i, p := range strings.Split(strings.Trim(text, "\n"), "\n\n") {
		if i > 0 {
			m.line(".PP")
		}
		switch {
		case p == "":
		case p[0] == ' ':
			m.line(".nf", plain(p), ".fi")
		default:
			m.line(plain(p))
		}
	}
}

// terms writes pairs of lines, a term and what it means.
func (m *manPage) terms(pairs string) {
	for i, l := range strings.Split(pairs, "\n") {
		if i%2 == 0 {
			m.line(".TP", bold(l))
		} else {
			m.line(plain(l))
		}
	}
}

func (m *manPage) command(c *cobra.Command) {
	name, arguments, _ := strings.Cut(c.Use, " ")
	m.line(".SS " + bold(name) + italic(" "+arguments))
	about := c.Long
	if about == "" {
		about = c.Short + "."
	}
	m.text(about)
	m.flags(c)
	if c.Example != "" {
		m.line(".PP", "Examples:", ".PP")
		m.text(c.Example)
	}
}

// flags writes the command's own flags, with what they take and what they are
// without it.
func (m *manPage) flags(c *cobra.Command) {
	c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
		argument, usage := pflag.UnquoteUsage(f)
		tag := bold("--"+f.Name) + italic(" "+argument)
		if f.Shorthand != "" {
			tag = bold("-"+f.Shorthand) + ", " + tag
		}
		if d := f.DefValue; d != "" && d != "false" && d != "0" && d != "[]" {
			usage += " (default " + d + ")"
		}
		m.line(".TP", strings.TrimRight(tag, " "), plain(usage))
	})
}

// plain is text in the language of man(7): nothing of it is a request. Hyphens
// are such that an option can be copied.
func plain(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "~", `\(ti`, "^", `\(ha`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, ".") {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}

func bold(text string) string { return `\fB` + plain(text) + `\fR` }

// italic is for what stands in the place of something else. Spaces around it
// are kept as they are.
func italic(text string) string {
	inner := strings.TrimSpace(text)
	if inner == "" {
		return ""
	}
	return strings.Replace(text, inner, `\fI`+plain(inner)+`\fR`, 1)
}
