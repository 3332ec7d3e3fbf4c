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

// server is a process that runs "teapot serve".
type server struct {
	t       *testing.T
	cmd     *exec.Cmd
	address string      // the address that it listens on
	done    chan error  // receives the result of cmd.Wait
	lines   chan string // the lines of the log after the one with the address
}

// startServer starts a server with a new folder as its home directory, and waits until it
// listens.
func startServer(t *testing.T, cmd *exec.Cmd, env ...string) *server {
	t.Helper()
	srv := &server{t: t, cmd: cmd, done: make(chan error, 1), lines: make(chan string, 1000)}
	cmd.Env = append([]string{"HOME=" + t.TempDir()}, env...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	lines := bufio.NewScanner(stderr)
	for srv.address == "" && lines.Scan() {
		if _, value, ok := strings.Cut(lines.Text(), "address="); ok {
			srv.address, _, _ = strings.Cut(value, " ")
		}
	}
	go func() {
		collectLines(lines, srv.lines)
		srv.done <- cmd.Wait()
	}()
	return srv
}

// waitExit waits until the process has ended, and returns its exit code.
func (srv *server) waitExit() int {
	srv.t.Helper()
	select {
	case <-srv.done:
		return srv.cmd.ProcessState.ExitCode()
	case <-time.After(20 * time.Second):
		srv.t.Fatal("the server has not ended")
	}
	return -1
}

// serveCommand returns the command "teapot serve" with the arguments, not yet started.
func serveCommand(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	file, err := binary()
	if err != nil {
		t.Fatal(err, file)
	}
	return exec.Command(file, append([]string{"serve"}, args...)...)
}

// TestServe checks that the server creates its host key, answers a check, sends the messages
// that systemd expects, and ends when it gets a signal.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	key, socket := filepath.Join(dir, "state", "key"), filepath.Join(dir, "notify")
	systemd, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer systemd.Close() //nolint:errcheck // the test is over
	expectMessage := func(want string) {
		t.Helper()
		b := make([]byte, 100)
		_ = systemd.SetReadDeadline(time.Now().Add(20 * time.Second))
		for {
			n, err := systemd.Read(b)
			if err != nil {
				t.Fatalf("%s: %v", want, err)
			}
			if string(b[:n]) == want {
				return
			}
		}
	}
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		srv := startServer(t, serveCommand(t, "--listen", "127.0.0.1:0"), "TEAPOT_HOST_KEY="+key, "NOTIFY_SOCKET="+socket, "WATCHDOG_USEC=100000")
		expectMessage("READY=1")
		expectMessage("WATCHDOG=1")
		if out, err := serveCommand(t, "--check", "--listen", srv.address).CombinedOutput(); err != nil {
			t.Errorf("--check: %v, %s", err, out)
		}
		if err := srv.cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		expectMessage("STOPPING=1")
		if code := srv.waitExit(); code != 0 {
			t.Errorf("exit %d after %v", code, signal)
		}
		check := serveCommand(t, "--check")
		check.Env = []string{"TEAPOT_LISTEN=" + srv.address}
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

// TestServeDataFolder checks that a server with --data also serves the entries of that folder,
// to commands and in the browser. It also checks that --authorized-keys refuses clients
// without such a key.
func TestServeDataFolder(t *testing.T) {
	dir := t.TempDir()
	text, err := serve.NewHostKey()
	if err != nil {
		t.Fatal(err)
	}
	clientKey, err := serve.ParseHostKey(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"keys":                        string(ssh.MarshalAuthorizedKey(clientKey.PublicKey())),
		"own/http/status/599-acme.md": "Code: 599\nName: Asleep\nStanding: unofficial\nVendor: Acme\nSpec: RFC 9110\nSummary: It sleeps.\n",
	} {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	srv := startServer(t, serveCommand(t, "--listen", "127.0.0.1:0", "--authorized-keys", filepath.Join(dir, "keys"), "--data", filepath.Join(dir, "own")))
	newSession := func(auth ...ssh.AuthMethod) (*ssh.Session, error) {
		c, err := ssh.Dial("tcp", srv.address, &ssh.ClientConfig{User: "guest", Auth: auth, HostKeyCallback: ssh.InsecureIgnoreHostKey()}) //nolint:gosec // the test does not know the new host key
		if err != nil {
			return nil, err
		}
		t.Cleanup(func() { _ = c.Close() })
		return c.NewSession()
	}
	if _, err := newSession(); err == nil {
		t.Error("a client without a key has logged in")
	}
	for line, want := range map[string]string{"599": "Asleep", "search asleep": "599", "404": "Not Found"} {
		s, err := newSession(ssh.PublicKeys(clientKey))
		if err != nil {
			t.Fatal(err)
		}
		if out, err := s.CombinedOutput(line); err != nil || !strings.Contains(string(out), want) {
			t.Errorf("%s: %v, %.200q", line, err, out)
		}
	}
	for line, keys := range map[string]string{"": "599", "browse 599": ""} { // a digit begins a search
		s, err := newSession(ssh.PublicKeys(clientKey))
		if err != nil {
			t.Fatal(err)
		}
		checkBrowser(t, s, line, keys, "599  Asleep")
	}
	_ = srv.cmd.Process.Signal(syscall.SIGTERM)
	if code := srv.waitExit(); code != 0 {
		t.Errorf("exit %d", code)
	}
}

// checkBrowser runs a command line in a session, or a shell if the line is empty, which opens
// the browser. It sends keys, waits until the screen shows the text want, and quits.
func checkBrowser(t *testing.T, s *ssh.Session, line, keys, want string) {
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
	_, _ = io.WriteString(in, keys)
	for deadline := time.Now().Add(20 * time.Second); !strings.Contains(screen.Text(), want); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%q shows\n%s", line, screen.Text())
		}
	}
	_, _ = io.WriteString(in, "\r") // enter opens the entry, so that q is not text in the search box
	_, _ = io.WriteString(in, "q")
	if err := s.Wait(); err != nil {
		t.Errorf("%q: the session ended with %v", line, err)
	}
}

// TestServeRefuses checks that the server does not start with invalid options, or with
// options that would make it unsafe.
func TestServeRefuses(t *testing.T) {
	dir := t.TempDir()
	text, err := serve.NewHostKey()
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, text string, mode os.FileMode) string {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(file, []byte(text), mode), os.Chmod(file, mode)); err != nil { // Chmod is needed because of the umask
			t.Fatal(err)
		}
		return file
	}
	authorized := write("authorized", "# us\nssh-ed25519-cert-v01@openssh.com AAAA\n", 0o600)
	writable := write("writable", "", 0o622)
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
		{[]string{"--host-key", good, "--authorized-keys", authorized}, authorized + ": line 2: "},
		{[]string{"--host-key", good, "--authorized-keys", writable}, writable + ": others may write it (mode 0622)"},
		{[]string{"--host-key", good, "--authorized-keys", dir}, "not a file"},
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

// TestSocketActivation checks that the server listens on a socket that systemd passes to it.
// It also checks that a limit of 0 means no limit.
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
	srv := startServer(t, cmd, "LISTEN_FDS=1")
	if srv.address != l.Addr().String() {
		t.Errorf("the server listens on %q, want %v", srv.address, l.Addr())
	}
	c, err := net.Dial("tcp", srv.address)
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Check(c, false, 20*time.Second); err != nil {
		t.Error(err)
	}
	_ = cmd.Process.Signal(syscall.SIGTERM)
	if code := srv.waitExit(); code != 0 {
		t.Errorf("exit %d", code)
	}
}
