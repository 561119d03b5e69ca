import Diagnostics
import HTML
import Templates
import Testing

@Suite struct `A mistake in a template` {
  @Test(arguments: [
    (
      "a\n  {{#notes}}x",
      "2:3+10 template.unclosed-section: “{{#notes}}” is not closed before the end of the template; add “{{/notes}}”"
    ),
    (
      "{{#a}}{{#b}}{{/a}}{{/b}}",
      "1:7+6 template.unclosed-section: “{{#b}}” is not closed before “{{/a}}”; add “{{/b}}”\n"
        + "1:19+6 template.unopened-section: “{{/b}}” closes nothing; remove it"
    ),
    (
      "{{#a}}{{/b}}{{/a}}",
      "1:7+6 template.unopened-section: “{{/b}}” closes nothing; the open tag is “{{#a}}”"
    ),
    ("x {{name\ny", "1:3+6 template.unclosed-tag: the tag is never closed; end it with “}}”"),
    ("{{{name}}", "1:1+9 template.unclosed-tag: the tag is never closed; end it with “}}}”"),
    (
      "{{=<% =}}",
      "1:1+9 template.bad-delimiters: delimiters are two words without “=”, such as “{{=<% %>=}}”"
    ),
    ("{{}}", "1:1+4 template.no-name: the tag names nothing"),
    (
      "{{a b}}",
      "1:1+7 template.bad-name: “a b” is not a name; names have ASCII letters, digits, “-”, “_” and single dots"
    ),
    (
      "{{a..b}}",
      "1:1+8 template.bad-name: “a..b” is not a name; names have ASCII letters, digits, “-”, “_” and single dots"
    ),
    (
      "{{а}}",
      "1:1+6 template.bad-name: “а” is not a name; names have ASCII letters, digits, “-”, “_” and single dots"
    ),
    (
      "{{>*x}}",
      "1:1+7 template.dynamic-name: a partial is never named by data; write a section for each that may be meant"
    ),
    ("{{>pate}}", "1:1+9 template.unknown-partial: there is no template “pate”; did you mean “page”?"),
    (
      "{{<page}}{{/page}}x{{<layout}}{{/layout}}",
      "1:20+11 template.unknown-partial: there is no template “layout”"
    ),
    (
      "a\u{202E}b",
      "1:2+3 template.hidden-control: U+202E changes the direction of the text unseen; remove it"
    ),
    (
      "<a href={{a}}>",
      "1:9+5 template.unquoted-attribute: “{{a}}” stands in an attribute without quotes; write href=\"{{a}}\""
    ),
    (
      "<a {{a}}>",
      "1:4+5 template.no-place: no value can be printed inside the tag “<a>”; put “{{a}}” into a quoted attribute or text"
    ),
    (
      "<{{a}}>",
      "1:2+5 template.no-place: no value can be printed inside a tag; put “{{a}}” into a quoted attribute or text"
    ),
    (
      "<!-- {{a}} -->",
      "1:6+5 template.no-place: no value can be printed inside an HTML comment; put “{{a}}” into a quoted attribute or text"
    ),
    (
      "<p class=\"a",
      "1:12+0 template.ends-inside-tag: the template ends inside the attribute “class”; each template ends between tags"
    ),
    (
      "{{#a}}<p class=\"{{/a}}x\">",
      "1:1+6 template.uneven-section: “{{#a}}” begins between tags and ends inside the attribute “class”; it has to end where it began"
    ),
    (
      "<p {{#a}}hidden{{/a}}class=\"b\">",
      "1:22+10 template.split-attribute: an attribute begins without a blank before it; begin it with a space"
    ),
    (
      "<p title=\"{{>page}}\">",
      "1:11+9 template.partial-in-tag: “{{>page}}” stands inside the attribute “title”; another template can only be called between tags"
    ),
    (
      "{{$a}}{{/a}}<i title=\"{{$a}}{{/a}}\">",
      "1:23+6 template.block-moved: the block “a” stands between tags and inside the attribute “title”; give one of them another name"
    ),
  ])
  func `is found before anything is rendered`(template: String, complaint: String) {
    #expect(rendered(template) == complaint)
  }

  @Test func `shows both ends of a section`() throws {
    let text = "{{#a}}\n{{#b}}\n{{/a}}"
    let source = SourceText(path: "Templates/page.mustache", text: text)
    let finding = try #require(TemplateLibrary.parsing([source]).diagnostics.first)
    #expect(finding.place == .range(source.range(7..<13)))
    #expect(finding.notes == [Diagnostic.Note("it has to be closed before this", at: source.range(14..<20))])
  }

  @Test func `in what replaces a block is found`() {
    let layout = ["layout": "<title>{{$title}}x{{/title}}</title>{{$main}}{{/main}}"]
    #expect(
      rendered("{{<layout}}text{{$titel}}a{{/titel}}{{/layout}}", partials: layout)
        == "1:12+4 template.outside-blocks: what stands between “{{<…}}” and its end, outside its blocks, is never shown; put it into a block"
    )
    #expect(
      rendered("{{<layout}}{{$titel}}a{{/titel}}{{/layout}}", partials: layout)
        == "1:12+10 template.unknown-block: “layout” has no block “titel”; did you mean “title”?")
    #expect(
      rendered(
        "{{<layout}}{{$title}}{{a}}{{/title}}{{/layout}}", with: .object(["a": .html([.text("x")])]),
        partials: layout)
        == "1:22+5 template.wrong-type: “a” is html, but “<title>” takes text, a url or a number")
    #expect(
      rendered("{{<layout}}{{$main}}<p{{/main}}{{/layout}}", partials: layout)
        == "1:12+9 template.uneven-section: “{{$main}}” begins between tags and ends inside the tag “<p>”; it has to end where it began"
    )
  }

  @Test func `that two templates share a name is found`() {
    let sources = ["Templates/a.mustache", "a.mustache"].map { SourceText(path: $0, text: "") }
    #expect(
      complaints(TemplateLibrary.parsing(sources).diagnostics)
        == "a.mustache: template.given-twice: there are two templates “a”; rename one")
    #expect(
      complaints(TemplateLibrary.parsing([sources[0]]).value.render("b", with: .none).diagnostics)
        == "Templates/b.mustache: template.unknown-template: there is no template “b”; did you mean “a”?")
  }
}

@Suite struct `A value in the wrong place` {
  static let value = TemplateValue.object([
    "title": .text("T"), "page": .object(["title": .text("x")]),
    "list": .list([.object(["name": .text("n")])]),
    "flag": .bool(true), "html": .html([.text("h")]), "json": .json(ScriptJSON(.null)),
    "url": .url(SafeURL(relative: "a.html")), "number": .number(1), "nothing": .none,
  ])

  @Test(arguments: [
    ("{{titel}}", "1:1+9 template.unknown-name: unknown name “titel”; did you mean “title”?"),
    ("{{#list}}{{nme}}{{/list}}", "1:10+7 template.unknown-name: unknown name “nme”; did you mean “name”?"),
    (
      "{{#list}}{{titel}}{{/list}}",
      "1:10+9 template.unknown-name: unknown name “titel”; did you mean “title”?"
    ),
    ("{{page.titel}}", "1:1+14 template.unknown-name: “page” has no “titel”; did you mean “title”?"),
    ("{{title.x}}", "1:1+11 template.unknown-name: “title” is text and has no “x”"),
    ("{{^unknown}}x{{/unknown}}", "1:1+12 template.unknown-name: unknown name “unknown”"),
    (
      "{{{title}}}",
      "1:1+11 template.unescaped-text: “{{{title}}}” would print text as markup; write “{{title}}”"
    ),
    ("{{&url}}", "1:1+8 template.unescaped-text: “{{&url}}” would print a url as markup; write “{{url}}”"),
    (
      "{{list}}",
      "1:1+8 template.not-printable: “list” is a list, which cannot be printed; open a section with “{{#list}}”"
    ),
    (
      "{{flag}}",
      "1:1+8 template.not-printable: “flag” is true or false, which cannot be printed; open a section with “{{#flag}}”"
    ),
    (
      "<a href=\"{{title}}\">",
      "1:10+9 template.wrong-type: “title” is text, but the attribute “href” takes a url or a number"
    ),
    (
      "<img SRC='{{title}}'>",
      "1:11+9 template.wrong-type: “title” is text, but the attribute “src” takes a url or a number"
    ),
    (
      "<img srcset=\"{{title}}\">",
      "1:14+9 template.wrong-type: “title” is text, but the attribute “srcset” takes a url or a number"
    ),
    (
      "<b onclick=\"{{title}}\">",
      "1:13+9 template.wrong-type: “title” is text, but the attribute “onclick” takes only a number"
    ),
    (
      "<b style=\"{{url}}\">",
      "1:11+7 template.wrong-type: “url” is a url, but the attribute “style” takes only a number"
    ),
    (
      "<b title=\"{{html}}\">",
      "1:11+8 template.wrong-type: “html” is html, but the attribute “title” takes text, a url or a number"
    ),
    (
      "<b title=\"{{{html}}}\">",
      "1:11+10 template.wrong-type: “html” is html, but the attribute “title” takes text, a url or a number"
    ),
    (
      "<textarea>{{html}}</textarea>",
      "1:11+8 template.wrong-type: “html” is html, but “<textarea>” takes text, a url or a number"
    ),
    (
      "<script>{{title}}</script>",
      "1:9+9 template.wrong-type: “title” is text, but “<script>” takes json or a number"
    ),
    (
      "<style>{{title}}</style>",
      "1:8+9 template.wrong-type: “title” is text, but “<style>” takes only a number"
    ),
    (
      "{{json}}",
      "1:1+8 template.wrong-type: “json” is json, but the text between tags takes text, html, a url or a number"
    ),
    (
      "<a href=\"x/{{url}}\">",
      "1:12+7 template.url-not-first: “url” is a url, which can only begin the value of “href”; make the whole address one url"
    ),
  ])
  func `is an error`(template: String, complaint: String) {
    #expect(rendered(template, with: Self.value) == complaint)
  }

  @Test(arguments: [
    (
      "<a href=\"{{url}}#p{{number}}\" title='{{title}}{{url}}'>{{title}}{{url}}{{number}}</a>",
      "<a href=\"a.html#p1\" title='Ta.html'>Ta.html1</a>"
    ),
    (
      "<script>{{json}}{{number}}</script><style>a{top:{{number}}px}</style>",
      "<script>null1</script><style>a{top:1px}</style>"
    ),
    ("<img srcset=\"{{url}} 1x, {{url}} 2x\">", "<img srcset=\"a.html 1x, a.html 2x\">"),
    ("{{html}}{{{html}}}{{{number}}}[{{nothing}}{{{nothing}}}{{nothing.x}}]", "hh1[]"),
    ("{{#nothing}}{{unknown}}{{/nothing}}", ""),
    (
      "<li{{#flag}} aria-current=\"page\"{{/flag}}><b {{#flag}}hidden{{/flag}}>",
      "<li aria-current=\"page\"><b hidden>"
    ),
    ("<b {{#flag}}a=\"1\" {{/flag}}b=\"2\">", "<b a=\"1\" b=\"2\">"),
    ("<b class=\"x{{#flag}} y{{/flag}}\"><br/>", "<b class=\"x y\"><br/>"),
    (
      "a < b && <!-- > {{! x }} --> 1<2 <!doctype html><?x?>{{title}}",
      "a < b && <!-- >  --> 1<2 <!doctype html><?x?>T"
    ),
    (
      "<script>if (a < b) \"</p>\"</script>{{title}}<TITLE>{{title}}</TITLE >{{title}}",
      "<script>if (a < b) \"</p>\"</script>T<TITLE>T</TITLE >T"
    ),
  ])
  func `is not confused with the right place`(template: String, page: String) {
    #expect(rendered(template, with: Self.value) == page)
  }

  @Test func `is said once for a list of many`() {
    let list = TemplateValue.list(Array(repeating: .object([:]), count: 1_000))
    #expect(
      rendered("{{#a}}{{b}}{{/a}}", with: .object(["a": list]))
        == "1:7+5 template.unknown-name: unknown name “b”; did you mean “a”?")
  }

  @Test func `is mended by the offered text`() {
    let (_, findings) = renderedBytes("{{&title}}", with: Self.value)
    #expect(findings.first?.fixes == [Diagnostic.Fix("write “{{title}}”", replacement: "{{title}}")])
  }
}
