package serve_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net/netip"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"teapot/ui/serve"
)

// signerOf returns a signer for a private key. Err is the error of the key's generation.
func signerOf(t *testing.T, key crypto.Signer, err error) ssh.Signer {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromSigner(key)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// rsaSigner returns a new RSA key of this length.
func rsaSigner(t *testing.T, bits int) ssh.Signer {
	t.Helper()
	t.Setenv("GODEBUG", "rsa1024min=0")
	key, err := rsa.GenerateKey(rand.Reader, bits)
	return signerOf(t, key, err)
}

// ecdsaSigner returns a new ECDSA key.
func ecdsaSigner(t *testing.T, curve elliptic.Curve) ssh.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(curve, rand.Reader)
	return signerOf(t, key, err)
}

// certificateOf returns a user certificate for a key, which the key itself has signed.
func certificateOf(t *testing.T, key ssh.Signer) *ssh.Certificate {
	t.Helper()
	c := &ssh.Certificate{Key: key.PublicKey(), CertType: ssh.UserCert, ValidBefore: ssh.CertTimeInfinity}
	if err := c.SignCert(rand.Reader, key); err != nil {
		t.Fatal(err)
	}
	return c
}

// wireKey returns the public key whose wire format is the type kind, followed by the fields.
func wireKey(t *testing.T, kind string, fields any) ssh.PublicKey {
	t.Helper()
	key, err := ssh.ParsePublicKey(append(ssh.Marshal(struct{ Kind string }{kind}), ssh.Marshal(fields)...))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// dsaNumbers returns the numbers of a DSA key of 1024 bits: p, q, g and y. They have the
// right lengths, which is all that the parsers check.
func dsaNumbers() (p, q, g, y *big.Int) {
	one := big.NewInt(1)
	return new(big.Int).Lsh(one, 1023), new(big.Int).Lsh(one, 159), big.NewInt(2), big.NewInt(4)
}

func dsaKey(t *testing.T) ssh.PublicKey {
	t.Helper()
	p, q, g, y := dsaNumbers()
	return wireKey(t, "ssh-dss", struct{ P, Q, G, Y *big.Int }{p, q, g, y})
}

func dsaPrivateKey(t *testing.T) []byte {
	t.Helper()
	p, q, g, y := dsaNumbers()
	der, err := asn1.Marshal(struct {
		Version       int
		P, Q, G, Y, X *big.Int
	}{0, p, q, g, y, big.NewInt(2)})
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "DSA PRIVATE KEY", Bytes: der})
}

// TestKeyTypes checks which keys may stand in the file of authorized keys.
func TestKeyTypes(t *testing.T) {
	ed := otherKey(t)
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	p256, err := ecdsaSigner(t, elliptic.P256()).PublicKey().(ssh.CryptoPublicKey).CryptoPublicKey().(*ecdsa.PublicKey).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	line := func(k ssh.PublicKey) string { return string(ssh.MarshalAuthorizedKey(k)) }
	for _, tt := range []struct{ name, text, want string }{
		{"ed25519", line(ed.PublicKey()), ""},
		{"nistp256", line(ecdsaSigner(t, elliptic.P256()).PublicKey()), ""},
		{"nistp384", line(ecdsaSigner(t, elliptic.P384()).PublicKey()), ""},
		{"nistp521", line(ecdsaSigner(t, elliptic.P521()).PublicKey()), ""},
		{"RSA-2048", line(rsaSigner(t, 2048).PublicKey()), ""},
		{"sk-ed25519", line(wireKey(t, ssh.KeyAlgoSKED25519, struct {
			Key []byte
			App string
		}{public, "ssh:"})), ""},
		{"sk-ecdsa", line(wireKey(t, ssh.KeyAlgoSKECDSA256, struct {
			Curve string
			Key   []byte
			App   string
		}{"nistp256", p256, "ssh:"})), ""},
		{"RSA-1024", line(rsaSigner(t, 1024).PublicKey()), "line 1: an RSA key of 1024 bits is too short; at least 2048 are needed"},
		{"RSA-2047", line(wireKey(t, ssh.KeyAlgoRSA, struct{ E, N *big.Int }{big.NewInt(65537), new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 2047), big.NewInt(1))})),
			"line 1: an RSA key of 2047 bits is too short"},
		{"DSA", line(dsaKey(t)), "line 1: keys of the type ssh-dss are not supported; use Ed25519, ECDSA or RSA"},
		{"certificate", line(certificateOf(t, ed)), "line 1: certificates are not supported; use the plain public key"},
		{"certificate authority", "cert-authority " + line(ed.PublicKey()), "line 1: certificates are not supported"},
		{"option", "no-touch-required " + line(ed.PublicKey()), "line 1: option no-touch-required: options are not supported"},
		{"a bad key after a good one", line(ed.PublicKey()) + "# comment\n\n" + line(dsaKey(t)), "line 4: keys of the type ssh-dss"},
	} {
		keys, err := serve.ParseKeys([]byte(tt.text))
		switch {
		case tt.want == "" && (err != nil || keys.Len() != 1):
			t.Errorf("%s: %v", tt.name, err)
		case tt.want != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.want)):
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

// rsaPrivateKey returns a new RSA key in OpenSSH's format.
func rsaPrivateKey(t *testing.T, bits int) []byte {
	t.Helper()
	t.Setenv("GODEBUG", "rsa1024min=0")
	key, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(key, "")
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(block)
}

// TestHostKeyTypes checks that weak host keys are refused.
func TestHostKeyTypes(t *testing.T) {
	for want, key := range map[string][]byte{
		"an RSA key of 1024 bits is too short; at least 2048 are needed": rsaPrivateKey(t, 1024),
		"keys of the type ssh-dss are not supported":                     dsaPrivateKey(t),
	} {
		if _, err := serve.ParseHostKey(key); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestRSAHostKey checks that an RSA host key signs with SHA-2 only.
func TestRSAHostKey(t *testing.T) {
	key, err := serve.ParseHostKey(rsaPrivateKey(t, 2048))
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, func(c *serve.Config) { c.HostKey = key })
	for algorithm, want := range map[string]bool{ssh.KeyAlgoRSASHA256: true, ssh.KeyAlgoRSASHA512: true, ssh.KeyAlgoRSA: false} {
		c, err := s.connect()
		if err != nil {
			t.Fatal(err)
		}
		conn, _, _, err := ssh.NewClientConn(c, "", &ssh.ClientConfig{
			User: "guest", HostKeyCallback: ssh.FixedHostKey(key.PublicKey()), HostKeyAlgorithms: []string{algorithm}, Timeout: testTimeout,
		})
		if (err == nil) != want {
			t.Errorf("%s: %v", algorithm, err)
		}
		if err == nil {
			_ = conn.Close()
		}
	}
}

// TestSignatures checks that an RSA key logs in with SHA-2 and not with SHA-1, and that a
// certificate for a key in the file does not log in.
func TestSignatures(t *testing.T) {
	key := rsaSigner(t, 2048)
	keys, err := serve.ParseKeys(ssh.MarshalAuthorizedKey(key.PublicKey()))
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, func(c *serve.Config) { c.Keys = keys })
	for algorithm, want := range map[string]bool{ssh.KeyAlgoRSA: false, ssh.KeyAlgoRSASHA256: true, ssh.KeyAlgoRSASHA512: true} {
		signer, err := ssh.NewSignerWithAlgorithms(key.(ssh.AlgorithmSigner), []string{algorithm})
		if err != nil {
			t.Fatal(err)
		}
		c, err := s.dial(ssh.PublicKeys(signer))
		if (err == nil) != want {
			t.Errorf("%s: %v", algorithm, err)
		}
		if err == nil {
			_ = c.Close()
		}
	}
	s.expectLog(`msg="key refused" fingerprint=unknown user=guest from=127.0.0.1`)
	s.expectLog(`ssh-rsa`)
	certified, err := ssh.NewCertSigner(certificateOf(t, key), key)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := s.dial(ssh.PublicKeys(certified)); err == nil {
		t.Error("a client has logged in with a certificate")
		_ = c.Close()
	}
	s.expectLog(`reason="certificates are not supported; use the plain public key"`)
}

// TestDisguisedSignature checks that a signature with SHA-1 is refused although the client
// announces SHA-2.
func TestDisguisedSignature(t *testing.T) {
	key := rsaSigner(t, 2048).(ssh.AlgorithmSigner)
	keys, err := serve.ParseKeys(ssh.MarshalAuthorizedKey(key.PublicKey()))
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, func(c *serve.Config) { c.Keys = keys })
	if c, err := s.dial(ssh.PublicKeys(sha1Signer{key})); err == nil {
		t.Error("a client has logged in with SHA-1")
		_ = c.Close()
	}
}

// sha1Signer signs with SHA-1, whichever algorithm is requested.
type sha1Signer struct{ ssh.AlgorithmSigner }

func (s sha1Signer) SignWithAlgorithm(r io.Reader, data []byte, _ string) (*ssh.Signature, error) {
	return s.AlgorithmSigner.SignWithAlgorithm(r, data, ssh.KeyAlgoRSA)
}

// TestReplaceKeys checks that a client cannot log in after its key was removed, even if the
// server has said before the removal that the key is accepted. It also checks that a session
// that was open before the removal goes on.
func TestReplaceKeys(t *testing.T) {
	removed, stays := otherKey(t), otherKey(t)
	parse := func(signers ...ssh.Signer) *serve.Keys {
		var b bytes.Buffer
		for _, s := range signers {
			b.Write(ssh.MarshalAuthorizedKey(s.PublicKey()))
		}
		keys, err := serve.ParseKeys(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		return keys
	}
	s := start(t, func(c *serve.Config) { c.Keys = parse(removed, stays) })
	client := s.logIn(ssh.PublicKeys(removed))
	late := &hookSigner{Signer: removed, hook: func() { s.ReplaceKeys(parse(stays)) }}
	if _, err := s.dial(ssh.PublicKeys(late)); err == nil {
		t.Error("a key that was removed between question and signature has logged in")
	}
	if _, err := s.dial(ssh.PublicKeys(removed)); err == nil {
		t.Error("a removed key has logged in")
	}
	s.logIn(ssh.PublicKeys(stays))
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if out, err := session.Output("404"); err != nil || !strings.Contains(string(out), "Not Found") {
		t.Errorf("the session of the removed key: %v, %.100q", err, out)
	}
}

// hookSigner calls a function before it signs.
type hookSigner struct {
	ssh.Signer
	hook func()
}

func (h *hookSigner) Sign(r io.Reader, data []byte) (*ssh.Signature, error) {
	h.hook()
	return h.Signer.Sign(r, data)
}

// TestLoginLog checks the attributes of the log lines about keys. It also checks that texts that
// the client has chosen are cut, and that their unprintable characters are replaced.
func TestLoginLog(t *testing.T) {
	mine, other := otherKey(t), otherKey(t)
	keys, err := serve.ParseKeys(ssh.MarshalAuthorizedKey(mine.PublicKey()))
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, func(c *serve.Config) { c.Keys = keys })
	login := func(user string, signer ssh.Signer) (port string) {
		c, err := s.connect()
		if err != nil {
			t.Fatal(err)
		}
		_, port, _ = strings.Cut(c.LocalAddr().String(), ":")
		conn, _, _, err := ssh.NewClientConn(c, "", &ssh.ClientConfig{
			User: user, Auth: []ssh.AuthMethod{ssh.PublicKeys(signer)}, HostKeyCallback: ssh.InsecureIgnoreHostKey(), Timeout: testTimeout, //nolint:gosec // a test
		})
		if err == nil {
			_ = conn.Close()
		}
		return port
	}
	port := login("anna", mine)
	s.expectLog(fmt.Sprintf(`level=INFO msg="key admitted" fingerprint=%s user=anna from=127.0.0.1 port=%s`+"\n", ssh.FingerprintSHA256(mine.PublicKey()), port))
	port = login("x\x1b[2J\u202ey\nmsg=z"+strings.Repeat("w", 5000), other)
	s.expectLog(fmt.Sprintf(`level=WARN msg="key refused" fingerprint=%s user="x?[2J?y?msg=zw`, ssh.FingerprintSHA256(other.PublicKey())))
	s.expectLog(`www..." from=127.0.0.1 port=` + port + ` reason="this key is not authorized"` + "\n")
	if n := strings.Count(s.log.String(), "msg=\"key "); n != 2 || len(s.log.String()) > 2000 {
		t.Errorf("%d lines about keys:\n%s", n, s.log)
	}
}

// TestLoginLogProxy checks that the log has the client's address and port, and not those of
// the proxy.
func TestLoginLogProxy(t *testing.T) {
	mine := otherKey(t)
	keys, err := serve.ParseKeys(ssh.MarshalAuthorizedKey(mine.PublicKey()))
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, func(c *serve.Config) {
		c.Keys, c.Proxies = keys, []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	})
	for signer, want := range map[ssh.Signer]string{mine: "key admitted", otherKey(t): "key refused"} {
		c, err := s.connect()
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(c, "PROXY TCP4 192.0.2.1 127.0.0.1 4567 22\r\n")
		if client, err := handshake(c, ssh.PublicKeys(signer)); err == nil {
			_ = client.Close()
		}
		s.expectLog(`msg="` + want + `" fingerprint=` + ssh.FingerprintSHA256(signer.PublicKey()) + " user=guest from=192.0.2.1 port=4567")
	}
}

// TestLoginLogLimit checks that many refused keys leave few lines and do not hide an
// admitted key, and that the log says how many lines were left out.
func TestLoginLogLimit(t *testing.T) {
	mine := otherKey(t)
	keys, err := serve.ParseKeys(ssh.MarshalAuthorizedKey(mine.PublicKey()))
	if err != nil {
		t.Fatal(err)
	}
	withSyntheticTime(t, func(c *serve.Config) { c.Keys = keys }, func(t *testing.T, s *server) {
		refuse := func(connections int) {
			signer := hostKey()
			for range connections {
				if _, err := s.dial(ssh.PublicKeys(signer)); err == nil {
					t.Error("an unknown key has logged in")
				}
			}
		}
		refuse(150)
		s.logIn(ssh.PublicKeys(mine))
		log := s.log.String()
		if n := strings.Count(log, "key refused"); n != 100 || !strings.Contains(log, "key admitted") {
			t.Errorf("%d lines about refused keys, want 100", n)
		}
		time.Sleep(time.Minute)
		refuse(1)
		s.expectLog("left_out=50 ")
	})
}
