package serve

import (
	"errors"
	"log/slog"
	"net/netip"
	"strings"
	"sync/atomic"
	"unicode"

	"golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"
)

// logins decides which clients may log in, and logs the keys that clients offer. It is safe
// for concurrent use.
type logins struct {
	keys          atomic.Pointer[Keys] // the keys of the clients that may log in
	log           *slog.Logger
	admittedLines lineLimiter // limits the log lines about admitted keys
	refusedLines  lineLimiter // limits the log lines about refused keys
}

// The lines about admitted keys and those about refused keys are limited separately, so that
// failing clients cannot hide a login. Each kind gets these limits.
const (
	loginLinesPerSecond = 10  // the lasting rate of lines of one kind
	loginLinesBurst     = 100 // how many lines of one kind may be logged at once
)

func newLogins(keys *Keys, log *slog.Logger) *logins {
	l := &logins{log: log}
	l.keys.Store(keys)
	for _, limiter := range []*lineLimiter{&l.admittedLines, &l.refusedLines} {
		limiter.bucket = rate.NewLimiter(loginLinesPerSecond, loginLinesBurst)
	}
	return l
}

// ReplaceKeys replaces the keys of the clients that may log in. Clients that have logged in
// already are not affected. It must not be called on a server whose Config.Keys is nil.
func (s *Server) ReplaceKeys(k *Keys) { s.logins.keys.Store(k) }

// sshConfig returns the SSH library's configuration for one connection. Peer is the client's
// address, for the log.
func (s *Server) sshConfig(peer netip.AddrPort) *ssh.ServerConfig {
	if s.logins == nil {
		return s.ssh
	}
	config := *s.ssh
	config.PublicKeyAuthAlgorithms = signatureAlgorithms()
	s.logins.setCallbacks(&config, peer)
	return &config
}

// refusedKey is the error for a client that has offered a key with which it may not log in.
type refusedKey struct {
	fingerprint string
	reason      error
}

func (r *refusedKey) Error() string { return r.reason.Error() }

var errUnknownKey = errors.New("this key is not authorized")

// setCallbacks sets the functions by which the SSH library asks whether a client may log in
// with a key. Peer is the client's address, for the log.
func (l *logins) setCallbacks(config *ssh.ServerConfig, peer netip.AddrPort) {
	config.PublicKeyCallback = func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		return nil, l.check(key)
	}
	config.VerifiedPublicKeyCallback = func(m ssh.ConnMetadata, key ssh.PublicKey, _ *ssh.Permissions, _ string) (*ssh.Permissions, error) {
		// The library has called PublicKeyCallback before, and remembers its result. But
		// ReplaceKeys may have removed the key since then.
		err := l.check(key)
		if err == nil {
			l.logAdmitted(m.User(), ssh.FingerprintSHA256(key), peer)
		}
		return nil, err
	}
	config.AuthLogCallback = func(m ssh.ConnMetadata, method string, err error) {
		if method == "publickey" && err != nil {
			l.logRefused(m.User(), peer, err)
		}
	}
}

// check returns a [*refusedKey] if a client with this key may not log in.
func (l *logins) check(key ssh.PublicKey) error {
	err := checkKeyType(key)
	if err == nil && !l.keys.Load().contains(key) {
		err = errUnknownKey
	}
	if err != nil {
		return &refusedKey{ssh.FingerprintSHA256(key), err}
	}
	return nil
}

// logAdmitted logs that a client has logged in, and with which key.
func (l *logins) logAdmitted(user, fingerprint string, peer netip.AddrPort) {
	if ok, dropped := l.admittedLines.allow(); ok {
		l.log.Info("key admitted", loginAttributes(user, fingerprint, peer, dropped)...)
	}
}

// logRefused logs that an attempt to log in has failed, and why. If the SSH library has
// refused the signature's algorithm itself, the key's fingerprint is not known.
func (l *logins) logRefused(user string, peer netip.AddrPort, err error) {
	ok, dropped := l.refusedLines.allow()
	if !ok {
		return
	}
	fingerprint := "unknown"
	if r, ok := errors.AsType[*refusedKey](err); ok {
		fingerprint = r.fingerprint
	}
	l.log.Warn("key refused", append(loginAttributes(user, fingerprint, peer, dropped), "reason", cleanField(err.Error()))...)
}

// loginAttributes returns the attributes of a log line about a key. Dropped is how many lines
// of the same kind were left out since the last one that was logged.
func loginAttributes(user, fingerprint string, peer netip.AddrPort, dropped int64) []any {
	attributes := []any{"fingerprint", fingerprint, "user", cleanField(user), "from", peer.Addr().String(), "port", peer.Port()}
	if dropped > 0 {
		attributes = append(attributes, "left_out", dropped)
	}
	return attributes
}

// maxField is how many characters of a text that a client has chosen are logged.
const maxField = 100

// cleanField makes a text that a client has chosen safe for the log. It cuts a text that is
// longer than maxField, and replaces characters that are not printable by question marks.
func cleanField(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > maxField {
			b.WriteString("...")
			break
		}
		if !unicode.IsPrint(r) {
			r = '?'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// lineLimiter limits how many lines of one kind are logged, and counts the dropped lines.
type lineLimiter struct {
	bucket  *rate.Limiter // a token bucket with one token per line
	dropped atomic.Int64  // how many lines were not logged since the last one that was
}

// allow reports whether a line may be logged. If so, it also returns how many lines were
// dropped since the last one that was logged.
func (l *lineLimiter) allow() (ok bool, dropped int64) {
	if !l.bucket.Allow() {
		l.dropped.Add(1)
		return false, 0
	}
	return true, l.dropped.Swap(0)
}
