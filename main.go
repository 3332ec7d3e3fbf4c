// Command teapot is a reference to HTTP and SMTP status codes for the terminal.
package main

import (
	"context"
	"os"

	"github.com/charmbracelet/x/term"

	"teapot/ui/cli"
	"teapot/ui/host"
)

// main passes the process's arguments, streams, environment and terminal to the
// command line. It installs no signal handler, because that takes a tenth of the time of
// a command that prints a page. The browser and the server install their own.
func main() {
	out := os.Stdout.Fd()
	width, height, _ := term.GetSize(out) // 0 if the output is not a terminal
	os.Exit(cli.Run(context.Background(), cli.IO{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Environ(), Width: width, Height: height, Host: host.Host{},
		InTerm: term.IsTerminal(os.Stdin.Fd()), OutTerm: term.IsTerminal(out), ErrTerm: term.IsTerminal(os.Stderr.Fd()),
	}))
}
