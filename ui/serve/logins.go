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

// logins decides which clients may log in, and logs which keys they have offered. It is
// safe for concurrent use.
type logins struct {
	keys              atomic.Pointer[Keys]
	log               *slog.Logger
	admitted, refused lineLimiter
}

// How many lines about admitted keys the log gets, and how many about refused keys. They
// are limited separately, so that failing clients cannot hide a login.
const (
	loginLinesPerSecond = 10
	loginLinesBurst     = 100
)

func newLogins(keys *Keys, log *slog.Logger) *logins {
	l := &logins{log: log}
	l.keys.Store(keys)
	for _, limiter := range []*lineLimiter{&l.admitted, &l.refused} {
		limiter.bucket = rate.NewLimiter(loginLinesPerSecond, loginLinesBurst)
	}
	return l
}

// ReplaceKeys replaces the keys of the clients that may log in. Sessions that have begun
// are not affected. It must not be called on a server whose Config has no keys.
func (s *Server) ReplaceKeys(k *Keys) { s.logins.keys.Store(k) }

// sshConfig returns the SSH library's configuration for a client with this address.
func (s *Server) sshConfig(peer netip.AddrPort) *ssh.ServerConfig {
	if s.logins == nil {
		return s.ssh
	}
	config := *s.ssh
	config.PublicKeyAuthAlgorithms = signatureAlgorithms()
	s.logins.setCallbacks(&config, peer)
	return &config
}

// refusedKey is the error for a key with which a client may not log in.
type refusedKey struct {
	fingerprint string
	reason      error
}

func (r *refusedKey) Error() string { return r.reason.Error() }

var errUnknownKey = errors.New("this key is not authorized")

// setCallbacks sets the functions that decide about the keys of a client.
func (l *logins) setCallbacks(config *ssh.ServerConfig, peer netip.AddrPort) {
	config.PublicKeyCallback = func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		return nil, l.check(key)
	}
	config.VerifiedPublicKeyCallback = func(m ssh.ConnMetadata, key ssh.PublicKey, _ *ssh.Permissions, _ string) (*ssh.Permissions, error) {
		// The library remembers the result of the first check, but the key may have
		// been removed since then.
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

func (l *logins) logAdmitted(user, fingerprint string, peer netip.AddrPort) {
	if ok, dropped := l.admitted.allow(); ok {
		l.log.Info("key admitted", loginAttributes(user, fingerprint, peer, dropped)...)
	}
}

// logRefused logs that an attempt to log in has failed. The fingerprint is not known if the
// library has refused the signature's algorithm.
func (l *logins) logRefused(user string, peer netip.AddrPort, err error) {
	ok, dropped := l.refused.allow()
	if !ok {
		return
	}
	fingerprint := "unknown"
	if r, ok := errors.AsType[*refusedKey](err); ok {
		fingerprint = r.fingerprint
	}
	l.log.Warn("key refused", append(loginAttributes(user, fingerprint, peer, dropped), "reason", cleanField(err.Error()))...)
}

// loginAttributes returns the attributes of a line about a key. Dropped is the number of
// similar lines that were left out since the last one.
func loginAttributes(user, fingerprint string, peer netip.AddrPort, dropped int64) []any {
	attributes := []any{"fingerprint", fingerprint, "user", cleanField(user), "from", peer.Addr().String(), "port", peer.Port()}
	if dropped > 0 {
		attributes = append(attributes, "left_out", dropped)
	}
	return attributes
}

// maxField bounds a text in the log that a client has chosen, in characters.
const maxField = 100

// cleanField returns a text that a client has chosen, as it may stand in the log: it cuts
// long text, and replaces characters that are not printable.
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

// lineLimiter limits how many lines of a kind are logged, and counts the rest.
type lineLimiter struct {
	bucket  *rate.Limiter
	dropped atomic.Int64
}

// allow reports whether a line may be logged, and how many were not since the last one.
func (l *lineLimiter) allow() (ok bool, dropped int64) {
	if !l.bucket.Allow() {
		l.dropped.Add(1)
		return false, 0
	}
	return true, l.dropped.Swap(0)
}
