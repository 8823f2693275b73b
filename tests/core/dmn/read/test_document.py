import pytest

from engine.core import dmn
from tests.core.dmn.building import NAMESPACES, decision, definitions, literal

SIMPLE = definitions(decision("d", literal("1 + 1")))
BPMN = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="x"/>'
BOMB = (
    '<!DOCTYPE definitions [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize("version", NAMESPACES)
def test_every_version_of_the_standard_reads_alike(version):
    model = dmn.read(definitions(decision("d", literal("1 + 1")), version=version))

    assert model.definitions.version == version
    assert model.problems == ()
    assert model.evaluate("d").value == 2


def test_the_other_name_of_version_1_1_is_known():
    other = NAMESPACES["1.1"].replace("dmn.xsd", "dmn11.xsd")

    model = dmn.read(SIMPLE.replace(NAMESPACES["1.5"], other))

    assert model.definitions.version == "1.1"


def test_text_bytes_and_other_encodings_read_alike():
    written = [
        SIMPLE,
        SIMPLE.encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{SIMPLE}',
        f'<?xml version="1.0" encoding="utf-16"?>{SIMPLE}'.encode("utf-16"),
        f'<?xml version="1.0" encoding="iso-8859-1"?>{SIMPLE}'.encode("latin-1"),
        b"\xef\xbb\xbf" + SIMPLE.encode(),
    ]

    assert [dmn.read(xml).evaluate("d").value for xml in written] == [2] * len(written)


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("", "not well-formed"),
        (b"", "not well-formed"),
        ("  ", "not well-formed"),
        ("no XML", "not well-formed"),
        (SIMPLE[:-5], "not well-formed"),
        ("\x00", "not well-formed"),
        (SIMPLE.replace("1 + 1", "1\x00"), "not well-formed"),
        ("\ud800", "not well-formed"),
        (b"\xff\xfe\x00", "not well-formed"),
        (f'<?xml version="1.0" encoding="utf-16"?>{SIMPLE}'.encode(), "not well-formed"),
        (b'<?xml version="1.0" encoding="none-such"?><a/>', "not well-formed"),
        (f'<?xml version="1.0" encoding="ascii"?>{SIMPLE}é'.encode(), "not well-formed"),
        ("<a>" * 5000 + "</a>" * 5000, "not well-formed"),
        ("<a>" * 220 + "</a>" * 220, "more than 200 elements inside each other"),
        (BPMN, "not DMN: its root is {http://www.omg.org/spec/BPMN"),
        ("<definitions/>", "not DMN: its root is definitions"),
        (f'<decision xmlns="{NAMESPACES["1.5"]}"/>', "not DMN"),
        (f"<!DOCTYPE definitions>{SIMPLE}", "DOCTYPE"),
        (f"{BOMB}<definitions>&i;</definitions>", "(DOCTYPE|not well-formed)"),
        (f'{BOMB}<definitions a="&i;"/>', "(DOCTYPE|not well-formed)"),
        (
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
            "DOCTYPE",
        ),
        ("&unknown;", "not well-formed"),
        (SIMPLE.replace("1 + 1", "&unknown;"), "not well-formed"),
        ("x" * 10_000_001, "10,000,001 bytes, 10,000,000 are allowed"),
    ],
)
def test_what_is_not_dmn_is_refused_with_a_reason(xml, message):
    with pytest.raises(dmn.DmnError, match=message.replace("{", r"\{")):
        dmn.read(xml)


def test_a_fault_in_the_xml_names_its_line():
    with pytest.raises(dmn.DmnError) as caught:
        dmn.read("<a>\n\n<b>\n</a>")

    assert [problem.line for problem in caught.value.problems] == [4]


def test_comments_instructions_layout_and_extensions_change_nothing():
    xml = definitions(
        "<description>all about d</description>",
        '<extensionElements><x:a xmlns:x="urn:x"><x:decision name="d"/></x:a></extensionElements>',
        "<!-- a comment --><?instruction?>",
        '<textAnnotation id="note"><text>note</text></textAnnotation>',
        '<association id="as"><sourceRef href="#note"/><targetRef href="#_d"/></association>',
        '<knowledgeSource id="law" name="the law"/>',
        '<elementCollection id="all"/><performanceIndicator id="p" name="p"/>',
        '<decision id="_d" name="d"><extensionElements/>'
        '<authorityRequirement><requiredAuthority href="#law"/></authorityRequirement>'
        "<literalExpression><text>1 <!-- and --> + <![CDATA[1]]></text></literalExpression>"
        "</decision>",
        '<di:DMNDI xmlns:di="https://www.omg.org/spec/DMN/20230324/DMNDI/"><di:DMNDiagram/></di:DMNDI>',
    )

    model = dmn.read(xml)

    assert model.problems == ()
    assert model.evaluate("d").value == 2
