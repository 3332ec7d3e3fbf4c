// Command teapot is the reference to HTTP and SMTP status codes that lives in
// the terminal.
package main

import (
	"context"
	"os"

	"github.com/charmbracelet/x/term"

	"teapot/ui/cli"
	"teapot/ui/host"
)

// main hands the process to the command line. It leaves signals as they are:
// the browser has its own handler, and to listen for them would take a one-shot
// command a tenth of its time.
func main() {
	out := os.Stdout.Fd()
	width, _, _ := term.GetSize(out) // 0 where it is not a terminal
	os.Exit(cli.Run(context.Background(), cli.IO{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Environ(), Width: width, Host: host.Host{},
		InTerm: term.IsTerminal(os.Stdin.Fd()), OutTerm: term.IsTerminal(out), ErrTerm: term.IsTerminal(os.Stderr.Fd()),
	}))
}
