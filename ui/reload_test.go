//go:build unix

package ui_test

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// newSigner returns a new private key with which a client can log in.
func newSigner(t *testing.T) ssh.Signer {
	t.Helper()
	text, err := serve.NewHostKey()
	if err != nil {
		t.Fatal(err)
	}
	key, err := serve.ParseHostKey(text)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// TestReload checks that SIGHUP reads the authorized keys again and does not end the server:
// clients can no longer log in with a key that was removed, and a bad file does not change
// the keys that the server accepts.
func TestReload(t *testing.T) {
	first, second := newSigner(t), newSigner(t)
	line := func(s ssh.Signer) string { return string(ssh.MarshalAuthorizedKey(s.PublicKey())) }
	file := filepath.Join(t.TempDir(), "keys")
	write := func(text string, mode os.FileMode) {
		if err := errors.Join(os.WriteFile(file, []byte(text), 0o600), os.Chmod(file, mode)); err != nil { // WriteFile alone would apply the umask
			t.Fatal(err)
		}
	}
	write(line(first), 0o600)
	cmd := serveCommand(t, "--listen", "127.0.0.1:0", "--authorized-keys", file)
	d := startServer(t, cmd)
	hangup := func(text string, mode os.FileMode, want string) {
		t.Helper()
		write(text, mode)
		if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		d.expectLog(want)
	}
	expectLogins := func(wantFirst, wantSecond bool) {
		t.Helper()
		for signer, want := range map[ssh.Signer]bool{first: wantFirst, second: wantSecond} {
			c, err := ssh.Dial("tcp", d.address, &ssh.ClientConfig{
				User: "guest", Auth: []ssh.AuthMethod{ssh.PublicKeys(signer)}, HostKeyCallback: ssh.InsecureIgnoreHostKey(), //nolint:gosec // the server has just created its host key
			})
			if (err == nil) != want {
				t.Errorf("login: %v, want %t", err, want)
			}
			if err == nil {
				_ = c.Close()
			}
		}
	}
	expectLogins(true, false)
	hangup(line(second), 0o600, "keys reloaded")
	expectLogins(false, true)
	hangup(line(first)+"rubbish\n", 0o600, "line 2: not a public key")
	expectLogins(false, true)
	hangup(line(first), 0o666, "others may write it")
	expectLogins(false, true)
	hangup("", 0o600, "no key in it")
	expectLogins(false, true)
	hangup(line(first)+line(second), 0o644, "keys=2")
	expectLogins(true, true)
	_ = cmd.Process.Signal(syscall.SIGTERM)
	if code := d.waitExit(); code != 0 {
		t.Errorf("exit %d", code)
	}
}

// TestHangupWithoutKeys checks that SIGHUP ends a server without authorized keys. If
// systemd runs the server, SIGHUP must not end it, because "systemctl reload" sends it.
func TestHangupWithoutKeys(t *testing.T) {
	d := startServer(t, serveCommand(t, "--listen", "127.0.0.1:0"))
	_ = d.cmd.Process.Signal(syscall.SIGHUP)
	if code := d.waitExit(); code != 0 {
		t.Errorf("exit %d", code)
	}
	d = startServer(t, serveCommand(t, "--listen", "127.0.0.1:0"), "NOTIFY_SOCKET="+filepath.Join(t.TempDir(), "none"))
	_ = d.cmd.Process.Signal(syscall.SIGHUP)
	d.expectLog("SIGHUP reloads nothing")
	_ = d.cmd.Process.Signal(syscall.SIGTERM)
	if code := d.waitExit(); code != 0 {
		t.Errorf("exit %d", code)
	}
}

// expectLog waits until the server logs a line that contains want.
func (srv *server) expectLog(want string) {
	srv.t.Helper()
	timeout := time.After(20 * time.Second)
	for {
		select {
		case line := <-srv.lines:
			if strings.Contains(line, want) {
				return
			}
		case <-timeout:
			srv.t.Fatalf("the log has no line with %q", want)
		}
	}
}

// collectLines sends the lines of a log to a channel until the log ends. It drops a line
// if the channel is full.
func collectLines(in *bufio.Scanner, lines chan<- string) {
	for in.Scan() {
		select {
		case lines <- in.Text():
		default:
		}
	}
}
