# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""A screen reader reads a trace of the lab: screenreader.py PROGRAM

Checks over AT-SPI that every hop tells its method, status and Location, that every decision tells
what was kept or dropped, that both are announced as they arrive, that whatever can have the
keyboard has a name and a role, and that Tab gets everywhere.
"""

import desktop

# A POST that keeps its body at hop 1 and loses it at hop 2, on the way to another origin. Slow
# enough that a user would be told about each hop by itself.
SCRIPT = "/307;delay=300/302;delay=300;to=other/echo"

# (all of these words are in one sentence, that sentence starts so)
EXPECTED = [
    ("Hop 1: ", ["POST", SCRIPT, "307 Temporary Redirect", "Location /302;delay=300;to=other/echo"]),
    ("After hop 1: method", ["POST kept"]),
    ("After hop 1: body", ["19 B kept"]),
    ("Hop 2: ", ["POST", "302 Found", "Location http://", "/echo"]),
    ("After hop 2: method", ["POST became GET"]),
    ("After hop 2: body", ["19 B dropped"]),
    ("Hop 3: ", ["GET", "/echo", "200 OK"]),
]
HEADLINE = "POST became GET at hop 2, and the body was dropped"

# Roles that tell nobody what a thing is.
EMPTY_ROLES = ["filler", "panel", "unknown", "invalid", "redundant object"]
# Tab goes to these; the cells of a table, the items of a list, the tabs, and the radio buttons of a
# row are walked by arrows.
BUTTONS = ["push button", "toggle button", "check box", "radio button"]
CHOICES = [("Why", "What if"), ("Request", "Show"), ("Response", "Body as")]  # page and its row
EDITOR_PAGES = ["Body", "Headers", "Auth", "Cookies", "Options"]
TAB_STOPS = ["push button", "toggle button", "check box", "combo box", "text",
             "radio button", "spin button", "table", "tree", "tree table", "list", "page tab list", "entry"]


def spoken_name(screen, node):
    """The labels of a node and its name: what is read out when it gets the keyboard."""
    labels = [
        relation.getTarget(i).name
        for relation in node.getRelationSet()
        if relation.getRelationType() == screen.pyatspi.RELATION_LABELLED_BY
        for i in range(relation.getNTargets())
    ]
    # The name of a combo box is its current text; only a label says what the text is for.
    own = [] if node.getRoleName() == "combo box" else [node.name]
    return " ".join(word for word in labels + own if word)


def is_within(node, roles):
    return node.parent is not None and node.parent.getRoleName() in roles


def hands_on(node):
    """What holds tabs gives the keyboard to them."""
    return any(child is not None and child.getRoleName() == "page tab list" for child in node)


def focusable_nodes(screen):
    for node in screen.walk():
        inner_part = is_within(node, ["combo box", "spin button"])
        if screen.has(node, "focusable") and not inner_part:
            yield node


def check_names(screen, where):
    for node in focusable_nodes(screen):
        if is_within(node, ["table", "status bar"]) or node.getRoleName() == "label":
            continue  # a cell may be empty; a label that can be selected is its text
        what = "%s %r, %s" % (node.getRoleName(), node.name, where)
        assert spoken_name(screen, node), "without a name: " + what
        if not hands_on(node):
            assert node.getRoleName() not in EMPTY_ROLES, "without a role: " + what


def send_by_keyboard(screen):
    address = screen.await_node("text", "Address")
    base = "/".join(screen.text(address).split("/")[:3])
    assert base.startswith("http://127.0.0.1:"), base
    screen.press("ctrl+l")
    screen.await_focus("text", "Address")
    screen.type(base + SCRIPT)
    screen.wait(lambda: screen.text(address) == base + SCRIPT, "the typed address")
    del screen.events[:]
    screen.press("ctrl+Return")
    screen.wait(lambda: len(screen.timeline()) >= 3 and screen.timeline()[-1].startswith("Hop 3: ")
                and "200 OK" in screen.timeline()[-1], "the last hop")


def check_story(sentences, where):
    for start, words in EXPECTED:
        found = [sentence for sentence in sentences if sentence.startswith(start)]
        assert found, "nothing that starts with %r %s: %s" % (start, where, sentences)
        assert any(all(word in sentence for word in words) for sentence in found), (
            "%s are not all said %s in %s" % (words, where, found))


def said(screen):
    """Orca speaks the name of a notification that shows up."""
    return [name for kind, role, name, detail in screen.events
            if role == "notification" and kind.startswith("object:state-changed:showing") and detail]


def check_announcements(screen):
    screen.wait(lambda: HEADLINE in " ".join(said(screen)), "the headline is announced")
    whole = "\n".join(said(screen))
    position = 0
    for start, words in EXPECTED:
        place = whole.find(start, position)
        assert place >= 0, "%r is not announced in its turn: %s" % (start, whole)
        sentence = whole[place:].split("\n")[0]
        assert all(word in sentence for word in words), (words, sentence)
        position = place + 1
    hop_by_hop = [text for text in said(screen) if "Hop " in text]
    assert len(hop_by_hop) >= 2, "all hops were announced at once, at the end: %s" % hop_by_hop


def check_notices(screen):
    """What stands at the edge of the window for a moment is said, too."""
    screen.press("ctrl+shift+u")
    screen.wait(lambda: said(screen)[-1] == "URL copied", "the notice is announced")


def check_arrows(screen):
    timeline = screen.await_node("list", "Timeline")
    assert timeline.queryComponent().grabFocus()
    screen.await_focus("list item", "Hop ")
    screen.press("Home")
    screen.await_focus("list item", "Hop 1: ")
    screen.press("Down")
    screen.await_focus("list item", "Hop 2: ")
    screen.press("End")
    screen.await_focus("list item", "Hop 3: ")
    screen.press("Home")
    screen.press("Return")
    screen.await_focus("text", "Why the selected hop")
    why = screen.text(screen.await_node("text", "Why the selected hop"))
    assert why.startswith("307 Temporary Redirect → POST kept"), why
    pages = [node for node in screen.walk() if node.getRoleName() == "page tab"]
    assert len(pages) >= 4 and all(page.name for page in pages)


def check_choices(screen):
    """Rows of which one holds: radio buttons, one of them checked, and an arrow checks the next."""
    for page, caption in CHOICES:
        assert screen.await_node("page tab", page).queryAction().doAction(0)
        row = screen.await_node("panel", caption)
        choices = [node for node in row if screen.has(node, "showing")][1:]  # after the caption
        assert len(choices) >= 3, (caption, choices)
        roles = {choice.getRoleName() for choice in choices}
        assert roles == {"radio button"}, (caption, roles)

        def checked():
            return [choice.name for choice in choices if screen.has(choice, "checked")]

        before = checked()
        assert len(before) == 1, "not one of %r is checked: %s" % (caption, before)
        assert choices[0].queryAction().doAction(0)
        screen.wait(lambda: checked() == [choices[0].name], "the first of %r is checked" % caption)
        assert choices[0].queryComponent().grabFocus()
        screen.await_focus("radio button", choices[0].name)
        screen.press("Right")
        screen.await_focus("radio button", choices[1].name)
        screen.wait(lambda: checked() == [choices[1].name], "the second of %r is checked" % caption)


def check_every_page(screen):
    """Names, and the way of Tab, on each page of the editor."""
    screen.press("ctrl+e")
    for page in EDITOR_PAGES:
        button = next(node for node in screen.walk() if node.getRoleName() in BUTTONS
                      and node.name.startswith(page))
        if not screen.has(button, "checked"):
            assert button.queryAction().doAction(0)
            screen.wait(lambda: screen.has(button, "checked"), "the page %s" % page)
        check_names(screen, "on the page %s" % page)
        check_tab(screen, "on the page %s" % page)


def tab_stops(screen):
    return {(node.getRoleName(), node.name) for node in focusable_nodes(screen)
            if node.getRoleName() in TAB_STOPS and screen.has(node, "enabled")
            and (node.getRoleName() != "radio button" or screen.has(node, "checked"))}


def check_tab(screen, where):
    """Round the whole window."""
    wanted = tab_stops(screen)
    assert len(wanted) > 12, wanted
    reached = set()
    for _ in range(3 * len(wanted)):
        screen.press_tab()
        role, name = screen.focused()
        reached.add(("list", "Timeline") if role == "list item" else (role, name))
        if role == "table cell":
            reached |= {stop for stop in wanted if stop[0] == "table"}
        if wanted <= reached:
            return
    raise AssertionError("Tab does not reach %s, %s" % (sorted(wanted - reached), where))


def test(screen):
    check_names(screen, "at the start")
    send_by_keyboard(screen)
    check_story(screen.timeline(), "in the timeline")
    screen.await_node("heading", HEADLINE)
    check_announcements(screen)
    check_names(screen, "with a trace")
    check_notices(screen)
    check_arrows(screen)
    check_choices(screen)
    check_every_page(screen)


desktop.main(test)
