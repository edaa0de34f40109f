#!/bin/sh
# Speaks the English training sentences of speech.py with three voices of Flite: flite.sh FLITE PYTHON OUT
set -eu
mkdir -p "$3"
"$2" -c "from speech import EN; print('\n'.join(EN['training']))" | awk '{print NR-1 "\t" $0}' | while IFS="	" read -r number text; do
  for voice in rms slt awb; do
    "$1" -voice "$voice" -t "$text" "$3/$voice-$(printf %03d "$number").wav"
  done
done
