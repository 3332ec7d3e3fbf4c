//go:build unix

package ui_test

import (
	"bufio"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
	"teapot/ui/termtest"
)

// daemon is a process that runs "teapot serve".
type daemon struct {
	t       *testing.T
	cmd     *exec.Cmd
	address string
	done    chan error
}

// launch starts a server, with a new folder as its home, and waits until it listens.
func launch(t *testing.T, cmd *exec.Cmd, env ...string) *daemon {
	t.Helper()
	d := &daemon{t: t, cmd: cmd, done: make(chan error, 1)}
	cmd.Env = append([]string{"HOME=" + t.TempDir()}, env...)
	errs, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	in := bufio.NewScanner(errs)
	for d.address == "" && in.Scan() {
		if _, rest, ok := strings.Cut(in.Text(), "address="); ok {
			d.address, _, _ = strings.Cut(rest, " ")
		}
	}
	go func() {
		for in.Scan() {
		}
		d.done <- cmd.Wait()
	}()
	return d
}

// exit waits until the process has ended, and returns its exit code.
func (d *daemon) exit() int {
	d.t.Helper()
	select {
	case <-d.done:
		return d.cmd.ProcessState.ExitCode()
	case <-time.After(20 * time.Second):
		d.t.Fatal("the server has not ended")
	}
	return -1
}

// serveCommand returns the command "teapot serve" with arguments.
func serveCommand(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	file, err := binary()
	if err != nil {
		t.Fatal(err, file)
	}
	return exec.Command(file, append([]string{"serve"}, args...)...)
}

// TestServe checks that the server creates its key, answers, notifies systemd, and ends when
// it gets a signal.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	key, socket := filepath.Join(dir, "state", "key"), filepath.Join(dir, "notify")
	manager, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer manager.Close() //nolint:errcheck // the test is over
	expectMessage := func(want string) {
		t.Helper()
		b := make([]byte, 100)
		_ = manager.SetReadDeadline(time.Now().Add(20 * time.Second))
		for {
			n, err := manager.Read(b)
			if err != nil {
				t.Fatalf("%s: %v", want, err)
			}
			if string(b[:n]) == want {
				return
			}
		}
	}
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		d := launch(t, serveCommand(t, "--listen", "127.0.0.1:0"), "TEAPOT_HOST_KEY="+key, "NOTIFY_SOCKET="+socket, "WATCHDOG_USEC=100000")
		expectMessage("READY=1")
		expectMessage("WATCHDOG=1")
		if out, err := serveCommand(t, "--check", "--listen", d.address).CombinedOutput(); err != nil {
			t.Errorf("--check: %v, %s", err, out)
		}
		if err := d.cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		expectMessage("STOPPING=1")
		if code := d.exit(); code != 0 {
			t.Errorf("exit %d after %v", code, signal)
		}
		check := serveCommand(t, "--check")
		check.Env = []string{"TEAPOT_LISTEN=" + d.address}
		if out, _ := check.CombinedOutput(); check.ProcessState.ExitCode() != 1 || !strings.Contains(string(out), "no server at") {
			t.Errorf("--check without a server: %v, %s", check.ProcessState, out)
		}
	}
	info, err := os.Stat(key)
	if err != nil || info.Mode() != 0o600 {
		t.Fatalf("the key: %v, %v", info.Mode(), err)
	}
	if files, err := os.ReadDir(filepath.Dir(key)); err != nil || len(files) != 1 {
		t.Errorf("the folder of the key holds %v, %v", files, err)
	}
}

// TestServeOwnEntries checks that a server with --data serves its own entries, to commands
// and in the browser, and only to clients with an authorized key.
func TestServeOwnEntries(t *testing.T) {
	dir := t.TempDir()
	text, err := serve.NewHostKey()
	if err != nil {
		t.Fatal(err)
	}
	mine, err := serve.ParseHostKey(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"keys":                        string(ssh.MarshalAuthorizedKey(mine.PublicKey())),
		"own/http/status/599-acme.md": "Code: 599\nName: Asleep\nStanding: unofficial\nVendor: Acme\nSpec: RFC 9110\nSummary: It sleeps.\n",
	} {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	d := launch(t, serveCommand(t, "--listen", "127.0.0.1:0", "--authorized-keys", filepath.Join(dir, "keys"), "--data", filepath.Join(dir, "own")))
	session := func(auth ...ssh.AuthMethod) (*ssh.Session, error) {
		c, err := ssh.Dial("tcp", d.address, &ssh.ClientConfig{User: "guest", Auth: auth, HostKeyCallback: ssh.InsecureIgnoreHostKey()}) //nolint:gosec // its key is new
		if err != nil {
			return nil, err
		}
		t.Cleanup(func() { _ = c.Close() })
		return c.NewSession()
	}
	if _, err := session(); err == nil {
		t.Error("a client without a key has logged in")
	}
	for line, want := range map[string]string{"599": "Asleep", "search asleep": "599", "404": "Not Found"} {
		s, err := session(ssh.PublicKeys(mine))
		if err != nil {
			t.Fatal(err)
		}
		if out, err := s.CombinedOutput(line); err != nil || !strings.Contains(string(out), want) {
			t.Errorf("%s: %v, %.200q", line, err, out)
		}
	}
	for line, typed := range map[string]string{"": "599", "browse 599": ""} { // typing a digit begins a search
		s, err := session(ssh.PublicKeys(mine))
		if err != nil {
			t.Fatal(err)
		}
		checkBrowser(t, s, line, typed, "599  Asleep")
	}
	_ = d.cmd.Process.Signal(syscall.SIGTERM)
	if code := d.exit(); code != 0 {
		t.Errorf("exit %d", code)
	}
}

// checkBrowser opens a browser in a session, types, waits until the screen shows a text, and
// quits.
func checkBrowser(t *testing.T, s *ssh.Session, line, typed, want string) {
	t.Helper()
	screen := termtest.NewScreen(80, 24)
	defer screen.Close()
	in, err := s.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.Stdout = screen
	go func() { _, _ = io.Copy(in, screen.Answers()) }()
	start := s.Shell
	if line != "" {
		start = func() error { return s.Start(line) }
	}
	if err := errors.Join(s.RequestPty("xterm-256color", 24, 80, nil), start()); err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(in, typed)
	for end := time.Now().Add(20 * time.Second); !strings.Contains(screen.Text(), want); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%q shows\n%s", line, screen.Text())
		}
	}
	_, _ = io.WriteString(in, "\r") // opens the entry
	_, _ = io.WriteString(in, "q")
	if err := s.Wait(); err != nil {
		t.Errorf("%q: the session ended with %v", line, err)
	}
}

// TestServeRefuses checks that the server does not start with options that make it unsafe or
// useless.
func TestServeRefuses(t *testing.T) {
	dir := t.TempDir()
	text, err := serve.NewHostKey()
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, text string, mode os.FileMode) string {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(file, []byte(text), mode), os.Chmod(file, mode)); err != nil { // Chmod, because of the umask
			t.Fatal(err)
		}
		return file
	}
	good, readable, invalid := write("good", string(text), 0o600), write("readable", string(text), 0o644), write("invalid", "x", 0o600)
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"--host-key", readable}, "others may read it"},
		{[]string{"--host-key", invalid}, "no key found"},
		{[]string{"--host-key", dir}, "not a file"},
		{[]string{}, "name a file with --host-key"},
		{[]string{"--host-key", good, "--authorized-keys", invalid}, "line 1: not a public key"},
		{[]string{"--host-key", good, "--authorized-keys", dir + "/none"}, "no such file"},
		{[]string{"--host-key", good, "--proxy-protocol", "x"}, "is not a network"},
		{[]string{"--host-key", good, "--rate", "-1"}, "below 0"},
		{[]string{"--host-key", good, "--idle-timeout", "5"}, "is not a time"},
		{[]string{"--host-key", good, "--listen", "nonsense"}, `--listen "nonsense" is not an address`},
		{[]string{"--host-key", good, "--metrics", ":x"}, `--metrics ":x" is not an address`},
		{[]string{"--host-key", good, "--listen", "192.0.2.1:2222"}, "--listen 192.0.2.1:2222: "},
		{[]string{"--host-key", good, "--metrics", "192.0.2.1:9090"}, "--metrics 192.0.2.1:9090: "},
		{[]string{"--host-key", good, "--data", dir + "/none"}, "no such folder"},
	} {
		cmd := serveCommand(t, append([]string{"--listen", "127.0.0.1:0"}, tt.args...)...)
		cmd.Env = []string{}
		if out, _ := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != 2 || !strings.Contains(string(out), tt.want) {
			t.Errorf("%q: %v, %s", tt.args, cmd.ProcessState, out)
		}
	}
	cmd := serveCommand(t)
	cmd.Env = []string{"TEAPOT_MAX_SESSIONS=many"}
	if out, _ := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != 2 || !strings.Contains(string(out), "TEAPOT_MAX_SESSIONS=many") {
		t.Errorf("an invalid variable: %v, %s", cmd.ProcessState, out)
	}
}

// TestSocketActivation checks that the server takes a socket from systemd, and that limits
// of 0 are no limits.
func TestSocketActivation(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // the test is over
	file, err := l.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	teapot, err := binary()
	if err != nil {
		t.Fatal(err, teapot)
	}
	cmd := exec.Command("sh", "-c", `LISTEN_PID=$$ exec "$0" serve --listen nonsense "$@"`, teapot,
		"--max-sessions=0", "--max-sessions-per-address=0", "--rate=0", "--handshake-timeout=0", "--idle-timeout=0", "--max-time=0")
	cmd.ExtraFiles = []*os.File{file}
	d := launch(t, cmd, "LISTEN_FDS=1")
	if d.address != l.Addr().String() {
		t.Errorf("the server listens on %q, want %v", d.address, l.Addr())
	}
	c, err := net.Dial("tcp", d.address)
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Check(c, false, 20*time.Second); err != nil {
		t.Error(err)
	}
	_ = cmd.Process.Signal(syscall.SIGTERM)
	if code := d.exit(); code != 0 {
		t.Errorf("exit %d", code)
	}
}
