package serve

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/ssh"
)

// NewHostKey generates an Ed25519 private key, in OpenSSH's format.
func NewHostKey() ([]byte, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	block, err := ssh.MarshalPrivateKey(private, "teapot")
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(block), nil
}

// HostKey is the private key by which clients recognize a server.
type HostKey = ssh.Signer

// ParseHostKey parses a private key in OpenSSH's or a PEM format. It refuses the types of
// keys that clients may not have either. An RSA key signs with SHA-2 only.
func ParseHostKey(text []byte) (HostKey, error) {
	signer, err := ssh.ParsePrivateKey(text)
	if _, ok := errors.AsType[*ssh.PassphraseMissingError](err); ok {
		return nil, errors.New("the key has a passphrase; a server needs one without")
	}
	if err != nil {
		return nil, err
	}
	if err := checkKeyType(signer.PublicKey()); err != nil {
		return nil, err
	}
	if rsaSigner, ok := signer.(ssh.AlgorithmSigner); ok && signer.PublicKey().Type() == ssh.KeyAlgoRSA {
		return ssh.NewSignerWithAlgorithms(rsaSigner, []string{ssh.KeyAlgoRSASHA256, ssh.KeyAlgoRSASHA512})
	}
	return signer, nil
}

// Fingerprint returns the SHA-256 fingerprint of a key, as ssh shows it to users when they
// first connect.
func Fingerprint(k HostKey) string { return ssh.FingerprintSHA256(k.PublicKey()) }

// signatureAlgorithms returns the algorithms with which clients may prove that they have a
// key. RSA is accepted with SHA-2 only. The sk- algorithms are those of FIDO security keys;
// the signature has to say that the user has touched the key.
func signatureAlgorithms() []string {
	return []string{
		ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519,
		ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoSKECDSA256,
		ssh.KeyAlgoRSASHA256, ssh.KeyAlgoRSASHA512,
	}
}

// minRSABits is the length of the shortest RSA key that is accepted: NIST SP 800-131A
// disallows shorter ones.
const minRSABits = 2048

var errCertificate = errors.New("certificates are not supported; use the plain public key")

// checkKeyType refuses certificates, and keys whose type or length is too weak.
func checkKeyType(key ssh.PublicKey) error {
	if _, ok := key.(*ssh.Certificate); ok {
		return errCertificate
	}
	switch key.Type() {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519, ssh.KeyAlgoSKECDSA256,
		ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521:
		return nil
	case ssh.KeyAlgoRSA:
		if bits := rsaBits(key); bits < minRSABits {
			return fmt.Errorf("an RSA key of %d bits is too short; at least %d are needed", bits, minRSABits)
		}
		return nil
	}
	return fmt.Errorf("keys of the type %s are not supported; use Ed25519, ECDSA or RSA", key.Type())
}

// rsaBits returns the length of an RSA key in bits, and 0 for another key.
func rsaBits(key ssh.PublicKey) int {
	if k, ok := key.(ssh.CryptoPublicKey); ok {
		if r, ok := k.CryptoPublicKey().(*rsa.PublicKey); ok {
			return r.N.BitLen()
		}
	}
	return 0
}

// Keys are the public keys of the clients that may log in.
type Keys struct{ known map[string]bool }

// Len returns the number of keys.
func (k *Keys) Len() int { return len(k.known) }

// ParseKeys parses keys in the format of OpenSSH's authorized_keys, one per line. Weak keys
// and certificates are an error, and so are options, because they would have no effect.
func ParseKeys(text []byte) (*Keys, error) {
	keys := &Keys{map[string]bool{}}
	n := 0
	for line := range bytes.Lines(text) {
		n++
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		key, err := parseKey(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		keys.known[string(key.Marshal())] = true
	}
	if len(keys.known) == 0 {
		return nil, errors.New("no key in it, so no client could log in")
	}
	return keys, nil
}

// parseKey parses a line of authorized_keys.
func parseKey(line []byte) (ssh.PublicKey, error) {
	key, _, options, _, err := ssh.ParseAuthorizedKey(line)
	switch {
	case err != nil:
		return nil, errors.New("not a public key")
	case len(options) > 0 && strings.EqualFold(options[0], "cert-authority"):
		return nil, errCertificate
	case len(options) > 0:
		return nil, fmt.Errorf("option %s: options are not supported; leave them out", options[0])
	}
	return key, checkKeyType(key)
}

// contains reports whether a key is one of the keys.
func (k *Keys) contains(key ssh.PublicKey) bool { return k.known[string(key.Marshal())] }
