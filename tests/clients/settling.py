# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""One observation out of several runs of a case."""

import json
import sys

import record


def settle(identity, observations):
    """One observation for several, and a mark if they were not all alike."""
    texts = [json.dumps(one, sort_keys=True) for one in observations]
    if len(set(texts)) == 1:
        return observations[0]
    shortest = min(observations, key=lambda one: len(one["sent"]))
    if all(without_repeats(one) == without_repeats(shortest) for one in observations):
        return {**shortest, "repeats": True}
    places = range(len(texts))
    often = min(places, key=lambda at: (-texts.count(texts[at]), len(observations[at]["sent"]), at))
    other = next(one for one, text in zip(observations, texts) if text != texts[often])
    for change in record.case_changes(other, observations[often]):
        print(f"{identity} is unstable: {change}", file=sys.stderr)
    return {**observations[often], "unstable": True}


def without_repeats(observation):
    sent = []
    for request in observation["sent"]:
        if request not in sent:
            sent.append(request)
    return {**observation, "sent": sent}
