package serve

import (
	"errors"
	"io"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"
)

// Ordinary clients exchange keys again after a gigabyte or an hour. A key exchange costs the
// server as much CPU as some hundred key presses in the browser, so a connection may not
// exchange keys as often as the client wants.
const (
	// rekeysPerMinute limits the key exchanges with less than rekeyTraffic between them.
	rekeysPerMinute = 4
	// rekeyTraffic is how many bytes must be transferred after a key exchange to make the
	// next one free, so that a client may be configured to exchange keys often. A key
	// exchange itself takes less than 8 KB.
	rekeyTraffic = 64 << 10
)

var errRekeys = errors.New("the client exchanges keys too often")

// rekeyLimit limits how often one connection may exchange keys.
type rekeyLimit struct {
	traffic   func() int64 // returns how many bytes were received and sent on the connection
	onRefused func()       // called when a key exchange is refused

	mu                    sync.Mutex
	trafficAtLastExchange int64         // what traffic returned at the last key exchange
	limiter               *rate.Limiter // limits the key exchanges with little traffic before them
}

func newRekeyLimit(traffic func() int64, onRefused func()) *rekeyLimit {
	return &rekeyLimit{traffic: traffic, onRefused: onRefused, limiter: rate.NewLimiter(rate.Every(time.Minute/rekeysPerMinute), 1+rekeysPerMinute)}
}

// allow is called at each key exchange. It returns errRekeys if the connection may not exchange
// keys now.
func (l *rekeyLimit) allow() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	total := l.traffic()
	transferred := total - l.trafficAtLastExchange
	l.trafficAtLastExchange = total
	if transferred < rekeyTraffic && !l.limiter.Allow() {
		l.onRefused()
		return errRekeys
	}
	return nil
}

// limitedKey returns a host key that limits the key exchanges of one connection. The SSH
// library has no hook for an exchange, but for each one it signs once with the host key,
// and it closes the connection if that fails.
func limitedKey(k HostKey, l *rekeyLimit) HostKey {
	limited := limitedSigner{k, l}
	if m, ok := k.(ssh.MultiAlgorithmSigner); ok {
		return limitedMultiSigner{limited, m}
	}
	return limited
}

// limitedSigner is a host key that does not sign when the limit is reached.
type limitedSigner struct {
	ssh.Signer
	limit *rekeyLimit
}

func (s limitedSigner) Sign(random io.Reader, data []byte) (*ssh.Signature, error) {
	if err := s.limit.allow(); err != nil {
		return nil, err
	}
	return s.Signer.Sign(random, data)
}

// limitedMultiSigner is a limitedSigner for a key that can sign with several algorithms, such
// as an RSA key.
type limitedMultiSigner struct {
	limitedSigner
	key ssh.MultiAlgorithmSigner
}

func (s limitedMultiSigner) Algorithms() []string { return s.key.Algorithms() }

func (s limitedMultiSigner) SignWithAlgorithm(random io.Reader, data []byte, algorithm string) (*ssh.Signature, error) {
	if err := s.limit.allow(); err != nil {
		return nil, err
	}
	return s.key.SignWithAlgorithm(random, data, algorithm)
}
