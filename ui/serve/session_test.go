package serve_test

import (
	"fmt"
	"io"
	"net"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// TestCommands checks the output, the errors and the exit codes of one-shot commands, and
// that the log does not say what was asked.
func TestCommands(t *testing.T) {
	s := start(t, nil)
	for _, tt := range []struct {
		line, input string
		out, err    string
		code        int
	}{
		{"404", "", "Not Found", "", 0},
		{"404 --short --width 40", "", "What to do", "", 0},
		{"503", "", "also 503 in SMTP", "", 0},
		{"503 --all", "", "Bad sequence of commands", "", 0},
		{"404.3", "", "404.3 has no page of its own", "", 0},
		{"5.7.620", "", "5.7.606-5.7.649", "", 0},
		{"477", "", "Not registered", "", 0},
		{"search rate limit", "", "429", "", 0},
		{"'rate limit'", "", "429", "", 0},
		{"list --json --class 4xx", "", `"code": "404"`, "", 0},
		{"explain", "HTTP/1.1 503 Service Unavailable\n", "503", "", 0},
		{"help", "", "teapot [CODE|WORDS]", "", 0},
		{"zzqqz", "", "", "nothing found", 1},
		{"--bad", "", "", "unknown flag", 2},
		{"", "", "", "no terminal to browse in", 2},
		{"browse 404", "", "", "no terminal to browse in", 2},
		{"serve", "", "", "not served here", 2},
		{"serve --check --listen 127.0.0.1:22", "", "", "not served here", 2},
		{"check /etc", "", "", "not served here", 2},
		{"404 --data /etc", "", "", "not served here", 2},
		{"explain /etc/passwd", "", "", "not served here", 2},
		{"explain 'open", "", "", "not served here", 2}, // the argument names a file
		{"I'm a teapot", "", "418", "", 0},
		{`say "hello`, "", "EHLO", "", 0},
		{"id", "", "Not Found", "", 0}, // a search that finds words with id
		{"/bin/sh -c id", "", "", "unknown shorthand flag", 2},
		{"$(id) `id`", "", "Not Found", "", 0},
		{"scp -t /etc", "", "", "unknown shorthand flag", 2},
		{strings.Repeat("A", 200_000), "", "", "200000 bytes", 2},
	} {
		out, err, code := s.exec(tt.line, tt.input)
		if code != tt.code || !strings.Contains(out, tt.out) || !strings.Contains(err, tt.err) || strings.Contains(out, "\x1b") || strings.Contains(out, "uid=") {
			t.Errorf("%.40q: exit %d, %.200q, %.200q", tt.line, code, out, err)
		}
	}
	for _, typed := range []string{"zzqqz", "passwd", "unavailable", "scp"} { // no codes: the durations in the log may have the same digits
		if log := s.log.String(); strings.Contains(strings.ToLower(log), typed) || !strings.Contains(log, "kind=command") {
			t.Errorf("the log has %q, or no session:\n%s", typed, log)
		}
	}
}

// TestShellWithoutTerminal checks that "ssh -T host" gets an error instead of a browser.
func TestShellWithoutTerminal(t *testing.T) {
	session := start(t, nil).session()
	var out, stderr strings.Builder
	session.Stdin, session.Stdout, session.Stderr = strings.NewReader(""), &out, &stderr
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	if code := exitCode(t, session.Wait()); code != 2 || out.Len() > 0 || !strings.Contains(stderr.String(), "no terminal to browse in") {
		t.Errorf("exit %d, %.200q, %q", code, out.String(), stderr.String())
	}
}

// TestStartedOnce checks that after the start of a session, the server refuses to start a second
// command, to add a terminal and to set variables.
func TestStartedOnce(t *testing.T) {
	session := start(t, nil).session()
	for i := range 30 {
		if err := session.Setenv(fmt.Sprint("LC_", i), "C"); (err == nil) != (i < 20) {
			t.Errorf("variable %d: %v", i, err)
		}
	}
	in, err := session.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	session.Stdout = &out
	if err := session.Start("explain"); err != nil {
		t.Fatal(err)
	}
	for kind, payload := range map[string][]byte{
		"exec": ssh.Marshal(struct{ Line string }{"404"}), "shell": nil, "env": ssh.Marshal(struct{ Name, Value string }{"LANG", "C"}),
		"pty-req": ssh.Marshal(struct {
			Term       string
			W, H, X, Y uint32
			Modes      string
		}{"xterm", 80, 24, 0, 0, ""}),
	} {
		if ok, err := session.SendRequest(kind, true, payload); ok || err != nil {
			t.Errorf("%s after the start: %t, %v", kind, ok, err)
		}
	}
	_, _ = io.WriteString(in, "HTTP/1.1 503 x\n")
	_ = in.Close()
	if code := exitCode(t, session.Wait()); code != 0 || strings.Count(out.String(), "503") == 0 || strings.Contains(out.String(), "404") {
		t.Errorf("exit %d, %q", code, out.String())
	}
}

// TestBrowser checks that the browser draws, reacts to keys and sizes, and quits.
func TestBrowser(t *testing.T) {
	s := start(t, nil)
	for end, code := range map[string]int{"q": 0, "ctrl+c": 130} {
		x := s.open(100, 30, "")
		x.expect("▌ 100 Continue")
		x.press("down")
		x.expect("▌ 101 Switching")
		x.Resize(60, 20)
		if err := x.WindowChange(20, 60); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the narrow layout", func() bool { return !strings.Contains(x.Text(), "│") }, x.Text)
		x.press("/", "timeo")
		x.expect("▌ 408")
		x.press("esc")
		x.expect("407 Proxy") // the escape key and the next key were not taken for one key sequence
		x.press(end)
		x.expectExit(code)
	}
	s.expectLog("kind=browse exit=130")
}

// TestTerminalCommands checks that commands on a terminal use colors and CR LF, and that
// the browse command opens the browser.
func TestTerminalCommands(t *testing.T) {
	s := start(t, nil)
	x := s.open(50, 40, "404")
	x.expectExit(0)
	output := x.Raw()
	if !strings.Contains(output, "\x1b[1") || strings.Contains(strings.ReplaceAll(output, "\r\n", ""), "\n") {
		t.Errorf("colors or CR LF are missing: %.200q", output)
	}
	x = s.open(100, 30, "browse teapot")
	x.expect("▌ 418")
	x.press("q")
	x.expectExit(0)
}

// TestTyping checks that explain reads what is typed line by line, and that lines can be
// edited.
func TestTyping(t *testing.T) {
	s := start(t, nil)
	x := s.open(80, 24, "explain --lines")
	x.press("HTTP/1.1 405x", "backspace", "backspace", "4", "enter")
	x.expect("HTTP/1.1 404\n")
	x.expect("Not Found")
	x.press("rubbish", "ctrl+u", "HTTP/1.1 503", "enter")
	x.expect("Service Unavailable")
	x.press("漢é\x01", "backspace", "backspace", "backspace", "HTTP/1.1 500", "enter")
	x.expect("Internal Server Error")
	x.press("ctrl+d")
	x.expectExit(0)
	for _, typed := range []string{"\nHTTP/1.1 503\n", "\nHTTP/1.1 500\n"} {
		if !strings.Contains(x.Text(), typed) {
			t.Errorf("ctrl+u or backspace did not erase everything before %q:\n%s", typed, x.Text())
		}
	}
	x = s.open(80, 24, "explain")
	x.press("HTTP/1.1 4", "ctrl+c")
	x.expectExit(130)
}

// TestSignal checks that SIGTERM ends a session, and that other signals are ignored.
func TestSignal(t *testing.T) {
	s := start(t, nil)
	x := s.open(80, 24, "")
	x.expect("▌ 100 Continue")
	for _, name := range []ssh.Signal{"USR1", "WINCH", ssh.SIGTERM} {
		if err := x.Signal(name); err != nil {
			t.Fatal(err)
		}
	}
	x.expectExit(130)
}

// TestKeys checks that only clients with an authorized key can log in.
func TestKeys(t *testing.T) {
	mine, other := hostKey(), otherKey(t)
	keys, err := serve.ParseKeys([]byte("# us\n\n" + string(ssh.MarshalAuthorizedKey(mine.PublicKey()))))
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, func(c *serve.Config) { c.Keys = keys })
	if _, err := s.dial(); err == nil {
		t.Error("a client without a key has logged in")
	}
	if _, err := s.dial(ssh.PublicKeys(other)); err == nil {
		t.Error("a client with another key has logged in")
	}
	session, err := s.logIn(ssh.PublicKeys(mine)).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if out, err := session.Output("404"); err != nil || !strings.Contains(string(out), "Not Found") {
		t.Errorf("%v, %.100q", err, out)
	}
	for text, want := range map[string]string{
		"":        "no key in it",
		"rubbish": "line 1",
		"# x\n\nno-pty " + string(ssh.MarshalAuthorizedKey(mine.PublicKey())): "line 3: option no-pty",
	} {
		if _, err := serve.ParseKeys([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %v, want %s", text, err, want)
		}
	}
}

// otherKey returns a new private key, different from hostKey.
func otherKey(t *testing.T) serve.HostKey {
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

// TestAlgorithms checks that old clients can connect, and that broken algorithms are not
// offered.
func TestAlgorithms(t *testing.T) {
	s := start(t, nil)
	for _, tt := range []struct {
		kex, cipher, mac string
		want             bool
	}{
		{"curve25519-sha256@libssh.org", "chacha20-poly1305@openssh.com", "hmac-sha2-256", true},
		{"curve25519-sha256", "aes128-ctr", "hmac-sha2-256-etm@openssh.com", true}, // OpenSSH 7
		{"ecdh-sha2-nistp256", "aes256-ctr", "hmac-sha2-256", true},
		{"ecdh-sha2-nistp521", "aes128-ctr", "hmac-sha2-512", true},
		{"diffie-hellman-group14-sha256", "aes128-ctr", "hmac-sha2-512", false}, // costs the server too much
		{"diffie-hellman-group14-sha1", "aes128-ctr", "hmac-sha2-256", false},
		{"curve25519-sha256", "aes128-ctr", "hmac-sha1", false},
	} {
		c, err := s.connect()
		if err != nil {
			t.Fatal(err)
		}
		conn, _, _, err := ssh.NewClientConn(c, "", &ssh.ClientConfig{
			Config: ssh.Config{KeyExchanges: []string{tt.kex}, Ciphers: []string{tt.cipher}, MACs: []string{tt.mac}},
			User:   "guest", HostKeyCallback: ssh.FixedHostKey(hostKey().PublicKey()),
		})
		if (err == nil) != tt.want {
			t.Errorf("%s, %s, %s: %v", tt.kex, tt.cipher, tt.mac, err)
		}
		if err == nil {
			_ = conn.Close()
		}
	}
}

// TestRefusals checks that the server refuses forwarding, subsystems and other SSH features, and
// that the session still works after that.
func TestRefusals(t *testing.T) {
	s := start(t, nil)
	c := s.logIn()
	for _, kind := range []string{"direct-tcpip", "direct-streamlocal@openssh.com", "tun@openssh.com", "x11", "auth-agent@openssh.com", "rubbish"} {
		if ch, _, err := c.OpenChannel(kind, []byte{0, 0, 0, 0}); err == nil {
			t.Errorf("channel %s was opened", kind)
			_ = ch.Close()
		}
	}
	for _, kind := range []string{"tcpip-forward", "streamlocal-forward@openssh.com", "keepalive@openssh.com"} {
		if ok, _, err := c.SendRequest(kind, true, nil); ok || err != nil {
			t.Errorf("request %s: %t, %v", kind, ok, err)
		}
	}
	session, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"auth-agent-req@openssh.com", "x11-req", "break", "rubbish", "window-change", "pty-req", "exec", "signal"} {
		if ok, err := session.SendRequest(kind, true, []byte{0, 0, 0, 9}); ok || err != nil {
			t.Errorf("request %s: %t, %v", kind, ok, err)
		}
	}
	for _, name := range []string{"sftp", "netconf"} {
		if err := session.RequestSubsystem(name); err == nil {
			t.Errorf("subsystem %s", name)
		}
	}
	for variable, want := range map[string]bool{
		"LANG=de_DE.UTF-8": true, "LC_TIME=C": true, "COLORTERM=truecolor": true,
		"LD_PRELOAD=x": false, "TEAPOT_RENDERER=x": false, "PATH=x": false, "LANG=": false, "LANG=a b": false, "LANG=\x1b[2J": false,
		"LC_X=" + strings.Repeat("x", 65): false, "LC_\n=x": false, "NO_COLOR=1": false,
	} {
		name, value, _ := strings.Cut(variable, "=")
		if err := session.Setenv(name, value); (err == nil) != want {
			t.Errorf("%.20q: %v", variable, err)
		}
	}
	for range 100 {
		if second, err := c.NewSession(); err == nil {
			t.Error("a second session on one connection")
			_ = second.Close()
		} else if !strings.Contains(err.Error(), "one session") {
			t.Errorf("a second session: %v", err)
		}
	}
	if out, err := session.Output("404"); err != nil || len(out) == 0 {
		t.Errorf("the command failed after the refusals: %v", err)
	}
}

// TestOpenSSH connects with the ssh command.
func TestOpenSSH(t *testing.T) {
	client, err := exec.LookPath("ssh")
	if err != nil {
		t.Skip("no ssh here")
	}
	if out, err := exec.CommandContext(t.Context(), client, "-F", "none", "-G", "x").CombinedOutput(); err != nil {
		t.Skipf("ssh does not run here: %s", out) // for example, for a user without a name
	}
	s := start(t, nil)
	host, port, _ := net.SplitHostPort(s.address)
	run := func(input string, args ...string) (string, int) {
		common := []string{"-F", "none", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-p", port}
		cmd := exec.CommandContext(t.Context(), client, append(common, args...)...)
		cmd.Stdin = strings.NewReader(input)
		out, err := cmd.CombinedOutput()
		if err != nil && cmd.ProcessState == nil {
			t.Fatal(err)
		}
		return string(out), cmd.ProcessState.ExitCode()
	}
	for _, tt := range []struct {
		input string
		args  []string
		want  string
		code  int
	}{
		{"", []string{host, "404"}, "Not Found", 0},
		{"", []string{"-tt", host, "404"}, "Not Found", 0},
		{"HTTP/1.1 503 x\n", []string{host, "explain"}, "503", 0},
		{"", []string{host, "zzqqz"}, "nothing found", 1},
		{"", []string{"-A", "-X", host, "serve"}, "not served here", 2},
		{"", []string{"-s", host, "sftp"}, "subsystem request failed", 255},
		{"", []string{"-o", "ExitOnForwardFailure=yes", "-R", "0:localhost:1", host, "404"}, "remote port forwarding failed", 255},
		{"", []string{"-W", "localhost:1", host}, "stdio forwarding failed", 255},
		{"q", []string{"-tt", host}, "\x1b[?1049l", 0},
	} {
		if out, code := run(tt.input, tt.args...); code != tt.code || !strings.Contains(out, tt.want) {
			t.Errorf("%q: exit %d, %.300q", tt.args, code, out)
		}
	}
}
