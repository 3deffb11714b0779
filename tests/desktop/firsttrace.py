# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""The first trace in a real window, as a user makes it: firsttrace.py PROGRAM

Once by keyboard alone, once by mouse alone. What came of it is read where another program would
see it: over AT-SPI, from the clipboard, in the saved file.
"""

import json

import desktop

EATEN = "POST became GET at hop 1, and the body was dropped"


def lab_of(screen):
    address = screen.text(screen.await_node("text", "Address"))
    assert address.startswith("http://127.0.0.1:") and address.endswith("/302/echo"), address
    return address[: -len("/302/echo")]


def page_of_inspector(screen, start):
    return screen.text(screen.await_node("text", start))


def by_keyboard(screen):
    lab = lab_of(screen)
    screen.press("ctrl+l")
    screen.await_focus("text", "Address")
    screen.type(lab + "/307/303/echo")
    screen.press("ctrl+Return")
    screen.await_node("heading", "POST became GET at hop 2")
    screen.wait(lambda: [line for line in screen.timeline() if line.startswith("Hop 3:")], "three hops")

    # From the address on, Tab leads to the timeline; the arrows walk through its hops.
    for _ in range(20):
        screen.press_tab()
        if screen.focused()[0] == "list item" or screen.focused() == ("list", "Timeline"):
            break
    screen.await_focus("list item", "Hop ")
    screen.press("Home")
    screen.await_focus("list item", "Hop 1: POST")
    screen.press("Down")
    screen.await_focus("list item", "Hop 2: POST")
    screen.wait(lambda: page_of_inspector(screen, "Why").startswith("303 See Other → POST became GET"),
                "why hop 2 went the way it did")
    screen.press("ctrl+c")
    screen.wait(lambda: screen.clipboard() == lab + "/303/echo", "the URL of hop 2 is copied")
    screen.press("Return")
    screen.await_focus("text", "Why the selected hop")
    screen.press("ctrl+a", "ctrl+c")
    screen.wait(lambda: screen.clipboard().startswith("303 See Other → POST became GET"),
                "the page is copied")
    save_by_keyboard(screen)


def save_by_keyboard(screen):
    path = screen.folder / "first.hoplens"
    screen.press("ctrl+s")
    screen.focus_window("Save Trace As")
    screen.await_focus("text", "")
    screen.press("ctrl+a")
    screen.type(str(path))
    screen.press("Return")
    screen.wait(path.exists, "the saved file")
    trace = json.loads(path.read_text("utf-8"))
    assert [hop["request"]["method"] for hop in trace["hops"]] == ["POST", "POST", "GET"], trace
    screen.wait(lambda: screen.find("frame", "first.hoplens"), "the name of the file in the title")
    screen.focus_window("first.hoplens")
    screen.press("ctrl+n")
    screen.await_node("label", "See what a redirect does")


def by_mouse(screen):
    screen.click(screen.await_node("menu item", "Lab"))
    screen.click(screen.await_node("menu item", "302 eats a POST body"))
    lab = lab_of(screen)
    screen.click(screen.await_node("push button", "Send"))
    screen.await_node("heading", EATEN)
    screen.click(screen.await_node("list item", "Hop 2: GET"), at=(0.5, 0.3))
    screen.wait(lambda: screen.has(screen.find("list item", "Hop 2: GET"), "selected"), "hop 2 is chosen")
    screen.click(screen.await_node("page tab", "Response"))
    screen.wait(lambda: "200 OK" in page_of_inspector(screen, "Response of"), "the response of hop 2")

    screen.click(screen.await_node("list item", "Hop 1: POST"), button=3, at=(0.5, 0.3))
    screen.click(screen.await_context_item("Copy URL"))
    screen.wait(lambda: screen.clipboard() == lab + "/302/echo", "the URL of hop 1 is copied")
    scroll_by_mouse(screen, lab)


def scroll_by_mouse(screen, lab):
    """A chain that is longer than the window is read to its end with the wheel."""
    address = screen.await_node("text", "Address")
    screen.click(screen.await_node("menu item", "Lab"))
    screen.click(screen.await_node("menu item", "An endless chain"))
    screen.wait(lambda: screen.text(address) == lab + "/endless", "the endless chain is filled in")
    screen.click(screen.await_node("push button", "Send"))
    screen.wait(lambda: any(line.startswith("Hop 21:") for line in screen.timeline()), "21 hops")
    screen.await_node("push button", "Send")
    for hop, notch in (("Hop 1:", 4), ("Hop 21:", 5)):  # buttons of the wheel: 4 is up, 5 is down
        card = roll_to(screen, hop, notch)
        screen.click(card, at=(0.5, 0.3))
        screen.wait(lambda: screen.has(card, "selected"), "%s is chosen" % hop)


def roll_to(screen, hop, notch):
    """Turns the wheel over the timeline until all of that card is in sight."""
    timeline = screen.await_node("list", "Timeline")
    card = screen.find("list item", hop, shown_only=False)
    screen.point_at(timeline)

    def in_sight():
        frame, box = screen.box(timeline), screen.box(card)
        if frame.y <= box.y and box.y + box.height <= frame.y + frame.height:
            return True
        screen.xdotool("click", str(notch))
        return False

    screen.wait(in_sight, "%s by the wheel" % hop)
    return card


def test(screen):
    by_keyboard(screen)
    by_mouse(screen)
    screen.quit()


desktop.main(test)
