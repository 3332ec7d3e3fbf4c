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

// NewHostKey generates an Ed25519 private key, and returns it in OpenSSH's PEM format.
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

// HostKey is the private key of a server. Clients recognize the server by it.
type HostKey = ssh.Signer

// ParseHostKey parses a private key in OpenSSH's or another PEM format. It refuses weak keys,
// such as DSA keys and short RSA keys. An RSA key will sign with SHA-2 only.
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

// Fingerprint returns the SHA-256 fingerprint of a key. The ssh command shows it to users when
// they first connect to a server with this key.
func Fingerprint(k HostKey) string { return ssh.FingerprintSHA256(k.PublicKey()) }

// signatureAlgorithms returns the signature algorithms with which clients may log in. RSA is
// accepted with SHA-2 only. The sk- algorithms are those of FIDO security keys. Such a
// signature has to say that the user has touched the security key.
func signatureAlgorithms() []string {
	return []string{
		ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519,
		ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoSKECDSA256,
		ssh.KeyAlgoRSASHA256, ssh.KeyAlgoRSASHA512,
	}
}

// minRSABits is the length of the shortest RSA key that is accepted, in bits. NIST SP 800-131A
// disallows shorter keys.
const minRSABits = 2048

var errCertificate = errors.New("certificates are not supported; use the plain public key")

// checkKeyType returns an error if a key is a certificate, has a weak or unknown type, or is
// too short.
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

// rsaBits returns the length of an RSA key in bits, and 0 for a key of another type.
func rsaBits(key ssh.PublicKey) int {
	if k, ok := key.(ssh.CryptoPublicKey); ok {
		if r, ok := k.CryptoPublicKey().(*rsa.PublicKey); ok {
			return r.N.BitLen()
		}
	}
	return 0
}

// Keys are the public keys of the clients that may log in.
type Keys struct {
	authorized map[string]bool // its keys are public keys in the SSH wire format
}

// Len returns the number of different public keys.
func (k *Keys) Len() int { return len(k.authorized) }

// ParseKeys parses public keys in the format of OpenSSH's authorized_keys file, one per line.
// It returns an error for weak keys and certificates. It also returns an error for a key with
// options, because they would have no effect.
func ParseKeys(text []byte) (*Keys, error) {
	keys := &Keys{map[string]bool{}}
	number := 0
	for line := range bytes.Lines(text) {
		number++
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		key, err := parseKey(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		keys.authorized[string(key.Marshal())] = true
	}
	if len(keys.authorized) == 0 {
		return nil, errors.New("no key in it, so no client could log in")
	}
	return keys, nil
}

// parseKey parses one line of an authorized_keys file, and checks that its key is accepted.
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

// contains reports whether a client with this key may log in.
func (k *Keys) contains(key ssh.PublicKey) bool { return k.authorized[string(key.Marshal())] }
