//go:build unix

package ui_test

import (
	"bufio"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// TestSecondSignal checks that a server waits for its sessions after the first SIGTERM,
// and that a second SIGTERM ends it at once.
func TestSecondSignal(t *testing.T) {
	d := startServer(t, serveCommand(t, "--listen", "127.0.0.1:0"))
	c, err := ssh.Dial("tcp", d.address, &ssh.ClientConfig{HostKeyCallback: ssh.InsecureIgnoreHostKey()}) //nolint:gosec // its key is new
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close() //nolint:errcheck // the test is over
	session, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := session.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := session.Start("explain"); err != nil { // explain reads until the server ends the session
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		d.waitExit()
		close(ended)
	}()
	for signals := 0; ; signals++ {
		_ = d.cmd.Process.Signal(syscall.SIGTERM) // fails if the server has ended
		select {
		case <-ended:
			if status := d.cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() {
				t.Errorf("after %d signals the server stopped by itself: %v", signals+1, d.cmd.ProcessState)
			}
			return
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// TestNoLogReader checks that a server keeps running after the program that reads its log
// has ended, although it can no longer write the log.
func TestNoLogReader(t *testing.T) {
	cmd := serveCommand(t, "--listen", "127.0.0.1:0")
	cmd.Env = []string{"HOME=" + t.TempDir()}
	log, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	address := ""
	for in := bufio.NewScanner(log); address == "" && in.Scan(); {
		_, rest, _ := strings.Cut(in.Text(), "address=")
		address, _, _ = strings.Cut(rest, " ")
	}
	_ = log.Close()
	for range 3 { // each session leaves a line in the log
		c, err := ssh.Dial("tcp", address, &ssh.ClientConfig{HostKeyCallback: ssh.InsecureIgnoreHostKey()}) //nolint:gosec // its key is new
		if err != nil {
			t.Fatal(err)
		}
		session, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if out, err := session.Output("404"); err != nil || !strings.Contains(string(out), "Not Found") {
			t.Errorf("%v, %.100q", err, out)
		}
		_ = c.Close()
		time.Sleep(100 * time.Millisecond) // time for the server to write the line
	}
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Check(c, false, 20*time.Second); err != nil {
		t.Error(err)
	}
	_ = cmd.Process.Signal(os.Interrupt)
	if err := cmd.Wait(); err != nil {
		t.Errorf("the server has ended with %v", err)
	}
}
