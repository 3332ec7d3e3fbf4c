//go:build unix

package ui_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"teapot/ui/termtest"
)

// TestBashCompletion checks the completion in an interactive bash without the
// bash-completion package. Bash splits words at "=" and ":" too.
func TestBashCompletion(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip(err)
	}
	file, err := binary()
	if err != nil {
		t.Fatal(err, file)
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "entries", "http"), 0o700); err != nil {
		t.Fatal(err)
	}
	env := []string{"PATH=" + filepath.Dir(file) + ":" + os.Getenv("PATH"), "HOME=" + dir, "INPUTRC=/dev/null", "PS1=ready> "}
	p := termtest.Start(t, 100, 200, env, bash, "--norc", "--noprofile")
	p.Expect("ready>")
	p.Type("cd && source <(teapot completion bash) && echo so''urced", "enter")
	p.Expect("\nsourced")
	for _, tt := range []struct{ typed, want string }{
		{"teapot sho\t", "teapot show"},
		{"teapot --color=al\t", "--color=always"},
		{"teapot search vendor:cl\t", "vendor:cloudflare"},
		{"teapot check ent\t", "check entries/"},
		{"teapot show 404 --data ent\tht\t", "--data entries/http/"},
		{"teapot diff 530-cloudf\t", "diff 530-cloudflare"},
	} {
		p.Type(tt.typed)
		p.Expect(tt.want)
		p.Type("ctrl+u")
	}
	p.Type("teapot diff 401 4\t\t")
	p.Expect("403              (Forbidden)\n407              (Proxy Authentication Required)\n419-various      (Authentication Timeout)\n440 ")
}
