"""Ways to spoil a PDF, and the walk that looks for what was put in."""

import io

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

SECRET = "SKJULT-HEMMELIGHED"
# Everything a released PDF must not hold anywhere, as keys and as values of /S, /Type and /Subtype.
FORBIDDEN_KEYS = {
    "/Metadata", "/PieceInfo", "/AF", "/EF", "/AA", "/OpenAction", "/JS", "/JavaScript", "/XFA", "/AcroForm", "/Annots",
    "/Thumb", "/OCProperties", "/OC", "/Names", "/EmbeddedFiles", "/LastModified", "/URI", "/Outlines", "/Dests",
    "/PageLabels", "/ActualText", "/E", "/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Contact",
}  # fmt: skip
FORBIDDEN_NAMES = {
    "/JavaScript",
    "/Launch",
    "/URI",
    "/Filespec",
    "/EmbeddedFile",
    "/Annot",
    "/OCG",
    "/OCMD",
    "/XML",
    "/Sig",
}


def assert_nothing_survives(path):
    raw = path.read_bytes()
    assert SECRET.encode() not in raw
    assert raw.count(b"%%EOF") <= 2  # one of them is that of the fast web view
    with pikepdf.open(path) as pdf:
        assert set(pdf.trailer.keys()) <= {
            "/Root",
            "/Size",
            "/Info",
            "/ID",
            "/Type",
            "/W",
            "/Index",
            "/Length",
            "/Filter",
            "/Prev",
            "/DecodeParms",
            "/XRefStm",
        }
        assert set(pdf.trailer.Info.keys()) == {"/Title"}
        assert len(pdf.attachments) == 0
        for found in pdf.objects:
            walk(found)


def walk(found, depth=0):
    assert depth < 60
    if isinstance(found, pikepdf.Stream):
        assert SECRET.encode() not in found.read_raw_bytes()
        if found.get("/Subtype") != "/Image":
            assert SECRET.encode() not in found.read_bytes()
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        # The parameters of the fast web view are numbers, and call the end of the first page /E.
        assert "/Linearized" in found or not FORBIDDEN_KEYS & set(found.keys())
        for key in ("/S", "/Type", "/Subtype"):
            assert str(found.get(key, "")) not in FORBIDDEN_NAMES
        for key in found.keys():  # noqa: SIM118 - no dict
            walk_inner(found.get(key), depth)
    elif isinstance(found, Array):
        for inner in found:
            walk_inner(inner, depth)
    elif isinstance(found, String):
        assert SECRET not in str(found)


def walk_inner(inner, depth):
    if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
        walk(inner, depth + 1)


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def script(pdf):
    return pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')")))


def with_scripts(pdf):
    pdf.Root.OpenAction = script(pdf)
    pdf.Root.AA = Dictionary(WC=script(pdf))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script(pdf)])))
    pdf.pages[0].obj.AA = Dictionary(O=script(pdf))


def with_attachments(pdf):
    pdf.attachments["hemmelig.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode(), filename="hemmelig.txt")
    file = pdf.make_stream(SECRET.encode(), Type=Name.EmbeddedFile)
    specification = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("a"), EF=Dictionary(F=file)))
    pdf.Root.AF = Array([specification])
    pdf.pages[0].obj.AF = Array([specification])
    for font in pdf.pages[0].Resources.Font.values():
        font.AF = Array([specification])


def with_annotations(pdf):
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([0, 0, 9, 9]),
        A=Dictionary(S=Name.URI, URI=String(SECRET)),
    )
    comment = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        Rect=Array([0, 0, 9, 9]),
        Contents=String(SECRET),
        T=String("Jens"),
    )
    drawn = pdf.make_stream(
        f"BT ({SECRET}) Tj ET".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9])
    )
    typed = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([0, 0, 9, 9]), AP=Dictionary(N=drawn)
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(one) for one in (link, comment, typed)])


def with_metadata(pdf):
    pdf.docinfo["/Author"] = SECRET
    pdf.docinfo["/Keywords"] = SECRET
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:creator"] = [SECRET]
    note = pdf.make_stream(SECRET.encode(), Type=Name.Metadata, Subtype=Name.XML)
    page = pdf.pages[0].obj
    page.Metadata = note
    page.PieceInfo = Dictionary(Word=Dictionary(Private=String(SECRET)))
    page.Thumb = pdf.make_stream(SECRET.encode())
    page.LastModified = String(SECRET)
    page.Beads = String(SECRET)
    page.Resources.Hemmelig = String(SECRET)
    pdf.Root.Hemmelig = String(SECRET)
    pdf.trailer.Hemmelig = String(SECRET)
    pdf.trailer.ID = Array([String(SECRET), String(SECRET)])
    for font in page.Resources.Font.values():
        font.Metadata = note


def with_outline(pdf):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(SECRET))]))
    pdf.Root.Collection = Dictionary(Schema=Dictionary(A=String(SECRET)))


def with_secrets_in_the_content(pdf):
    page = pdf.pages[0]
    old = page.Contents.read_bytes()
    page.Resources.Properties = Dictionary(P1=Dictionary(MCID=4, ActualText=String(SECRET)))
    page.Contents = pdf.make_stream(
        f"% {SECRET}\n/Span <</ActualText ({SECRET}) /MCID 3>> BDC EMC /P /P1 BDC EMC /Span <</E ({SECRET})>> BDC EMC "
        f"/Mark <</X ({SECRET})>> DP\n".encode()
        + old
    )


def with_nested_forms(pdf):
    page = pdf.pages[0]
    inner = pdf.make_stream(
        f"% {SECRET}\n0 0 m".encode(),
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), PieceInfo=Dictionary(A=String(SECRET)),
        Resources=Dictionary(Hemmelig=String(SECRET)),
    )  # fmt: skip
    outer = pdf.make_stream(
        b"/Inner Do",
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Hemmelig=String(SECRET),
        Resources=Dictionary(XObject=Dictionary(Inner=inner)),
    )  # fmt: skip
    inner.Resources.XObject = Dictionary(Loop=outer)
    postscript = pdf.make_stream(SECRET.encode(), Type=Name.XObject, Subtype=Name.PS)
    group = pdf.make_stream(
        f"% {SECRET}".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1])
    )
    tile = pdf.make_stream(
        f"% {SECRET}".encode(),
        Type=Name.Pattern,
        PatternType=1,
        BBox=Array([0, 0, 1, 1]),
        Hemmelig=String(SECRET),
    )
    page.Resources.XObject = Dictionary(Outer=outer, Ps=postscript)
    page.Resources.Pattern = Dictionary(Tile=tile)
    page.Resources.ExtGState = Dictionary(Gs=Dictionary(SMask=Dictionary(S=Name.Alpha, G=group)))
    # All of it is drawn, or it would go as unused.
    page.contents_add(b"q /Gs gs /Pattern cs /Tile scn 0 0 1 1 re f /Outer Do /Ps Do Q")


def with_structure(pdf):
    page = pdf.pages[0].obj
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary(Overskrift=Name.H1)))
    reference = Dictionary(
        Type=Name.OBJR, Obj=pdf.make_indirect(Dictionary(Type=Name.Annot, Contents=String(SECRET)))
    )
    figure = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem, S=Name.Figure, P=root, Pg=page, Alt=String("Kort over havnen"), T=String(SECRET),
            ActualText=String(SECRET), E=String(SECRET), ID=String(SECRET), K=Array([0, reference]),
            A=Array([Dictionary(O=Name.Layout, Placement=Name.Block), Dictionary(O=Name.UserProperties, P=String(SECRET))]),
        )
    )  # fmt: skip
    root.K = Array([figure])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([figure])])))
    root.IDTree = Dictionary(Names=Array([String(SECRET), figure]))
    root.ClassMap = Dictionary(A=Dictionary(O=Name.Layout, X=String(SECRET)))
    page.StructParents = 0
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True, Suspects=True)


SPOILED = [
    with_scripts, with_attachments, with_annotations, with_metadata, with_outline, with_secrets_in_the_content,
    with_nested_forms, with_structure,
]  # fmt: skip


def add_field(pdf, value, flags=4):
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("navn"), V=String(value), F=flags,
            Rect=Array([100, 400, 400, 420]), DA=String("/Helv 12 Tf 0 g"), P=pdf.pages[0].obj,
            AA=Dictionary(K=script(pdf)), TU=String(SECRET),
        )
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]),
        NeedAppearances=True,
        DR=Dictionary(Font=Dictionary(Helv=font)),
        XFA=String(SECRET),
    )


def picture_with_exif():
    exif = Image.Exif()
    exif[0x010E] = SECRET
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(target, "JPEG", exif=exif, comment=SECRET.encode())
    return target.getvalue()


def with_photo(pdf, **keys):
    photo = picture_with_exif()
    assert SECRET.encode() in photo
    pdf.pages[0].Resources.XObject = Dictionary(
        Foto=pdf.make_stream(
            photo + SECRET.encode(),
            Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40, ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
            Filter=Name.DCTDecode, Metadata=pdf.make_stream(SECRET.encode()), **keys,
        )
    )  # fmt: skip
    pdf.pages[0].contents_add(b"q 60 0 0 40 100 100 cm /Foto Do Q")


def add_layer(pdf, default=None, layer=None):
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(SECRET), **(layer or {})))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(**(default(group) if default else {}))
    )
    pdf.pages[0].Resources.Properties = Dictionary(Lag=group)
    old = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pdf.make_stream(b"/OC /Lag BDC " + old + b" EMC")
