package render

import (
	"strings"

	"teapot/model"
	"teapot/ui/text"
)

// drawFirstSpec draws the title of the specification that defines the entry.
func (p *page) drawFirstSpec() {
	if len(p.entry.Specs) > 0 {
		p.drawSpec(p.entry.Specs[0])
	}
}

// drawSources draws the titles of all specifications, if the entry has more than one.
func (p *page) drawSources() {
	if len(p.entry.Specs) < 2 {
		return
	}
	p.addHeading("Sources")
	for _, s := range p.entry.Specs {
		p.drawSpec(s)
	}
}

// drawSpec draws the title of a specification, as a link to its address if it has one.
func (p *page) drawSpec(s model.Spec) {
	lines := text.Wrap(text.Clean(s.Title()), p.width)
	to := webTarget(s.URL())
	if to == nil {
		p.Lines = append(p.Lines, lines...)
		return
	}
	for i, l := range lines {
		p.addLine(p.addLinkText("", l, 0, to))
		p.Links[len(p.Links)-1].Continues = i > 0
	}
}

// drawAliases draws the other names of the entry.
func (p *page) drawAliases() {
	if len(p.entry.Aliases) == 0 {
		return
	}
	p.addHeading("Also called")
	p.Lines = append(p.Lines, text.Wrap(text.Clean(strings.Join(p.entry.Aliases, "; ")), p.width)...)
}

// languageWidth is the width in cells of the column that names the programming language of
// each constant.
const languageWidth = 8

// drawConstants draws the names that programming languages and libraries give the code.
func (p *page) drawConstants() {
	if len(p.entry.Constants) == 0 {
		return
	}
	p.addHeading("In code")
	for _, c := range p.entry.Constants {
		before := p.theme.Dim.Render(text.Pad(text.Cut(c.Language, p.width, ""), languageWidth))
		indent := languageWidth
		if p.width < 2*languageWidth {
			p.addLine(text.Cut(before, p.width, ""))
			before, indent = "", 0
		}
		for _, l := range text.Wrap(text.Clean(c.Name), p.width-indent) {
			p.addLine(before + p.theme.Code.Render(l))
			before = strings.Repeat(" ", indent)
		}
	}
}
