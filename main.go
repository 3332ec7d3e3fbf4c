// Command teapot is the reference to HTTP and SMTP status codes that lives in
// the terminal.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/charmbracelet/x/term"

	"teapot/ui/cli"
	"teapot/ui/host"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	out := os.Stdout.Fd()
	width, _, _ := term.GetSize(out) // 0 where it is not a terminal
	code := cli.Run(ctx, cli.IO{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Environ(), Width: width, Host: host.Host{},
		InTerm: term.IsTerminal(os.Stdin.Fd()), OutTerm: term.IsTerminal(out), ErrTerm: term.IsTerminal(os.Stderr.Fd()),
	})
	stop()
	os.Exit(code)
}
