
# The mappings that somebody keeps.
_steerco_kept() {
    local folder file
    folder="$("$1" paths 2>/dev/null | sed -n 's/^settings  *//p')"
    for file in "$folder"/profiles/*.toml; do
        file="${file##*/}"
        if [[ $file != '*.toml' ]]; then printf '%s\n' "${file%.toml}"; fi
    done
}
# Beside the words of the program what it knows by name: workspaces, themes, pilots, people, metrics and the like.
_steerco_named() {
    local cur="${COMP_WORDS[COMP_CWORD]}" at=0 next from=2 pick='s/  .*//' ask=() of=() words=() placed=() kept=() offered="" name
    # An option that holds for every command says nothing of the command, and its value is none.
    while ((at < COMP_CWORD)); do
        name="${COMP_WORDS[at]}" next=$((at + 1))
        case "$name" in
            -w | --workspace | --today | --as-of | --actor | --theme)
                if [[ "${COMP_WORDS[next]}" == "=" ]]; then ((next += 1)); fi
                if ((next < COMP_CWORD)); then
                    case "$name" in -w | --workspace) of=(-w "${COMP_WORDS[next]//\\/}") ;; esac
                    at=$((next + 1))
                    continue
                fi
                ;;
        esac
        words+=("$name") at=$next
    done
    local COMP_CWORD=${#words[@]} COMP_WORDS=("${words[@]}" "$cur")
    at=1
    while ((at < COMP_CWORD)) && [[ "${words[at]}" == -* ]]; do ((at += 1)); done
    case "${words[COMP_CWORD - 1]}" in
        -w | --workspace) ask=(workspaces) ;;
        --theme) ask=(themes) from=1 ;;
        # Where no name begins so, it is a file.
        --map) offered="@MAPPINGS@" ;;
        --pilot) ask=("${of[@]}" list pilots) ;;
        @PEOPLE@) ask=("${of[@]}" list people) ;;
        COMMANDS) if ((at == COMP_CWORD - 1)); then ask=("${of[@]}" list pilots); fi ;;
    esac
    # What stands behind the command, where no option stands there, whose value it may be.
    placed=("${words[@]:at + 1}")
    if [[ " ${placed[*]}" != *" -"* && $cur != -* ]]; then
        case "${words[at]} ${#placed[@]}" in
            "score 1") offered="@DIMENSIONS@" ;;
            "set 1") case "${placed[0]}" in pilot) ask=("${of[@]}" list pilots) ;; *) offered="@FIELDS@" ;; esac ;;
            "set 2") case "${placed[0]}" in pilot) offered="@FIELDS@" ;; esac ;;
            "gate 1") offered="@GATES@" ;;
            "owner 1") ask=("${of[@]}" list people) ;;
            "record 1")
                ask=("${of[@]}" list metrics --pilot "${placed[0]//\\/}")
                pick='s/^[^ ]*  *[^ ]*  *\([^ ]*\) .*/\1/'
                ;;
            "framework 1") case "${placed[0]}" in get | set) ask=("${of[@]}" framework get) ;; esac ;;
        esac
    fi
    # The words of a command, whose page or help is asked for.
    case "${words[at]}" in
        man | help)
            case "${words[*]:at + 1}" in
PAGES
            esac
            ;;
    esac
    if [[ -n $offered && $cur != -* ]]; then
        COMPREPLY=($(compgen -W "$offered" -- "$cur"))
        if [[ ${words[COMP_CWORD - 1]} == --map ]]; then
            while IFS= read -r name; do
                printf -v name %q "$name"
                if [[ $name == "$cur"* ]]; then COMPREPLY+=("$name"); fi
            done < <(_steerco_kept "$1")
        fi
        return
    fi
    if ((${#ask[@]} == 0)); then
        _steerco "$@"
        # Options are offered to whoever begins one, as their first letter is none of a word that could stand there.
        if [[ $cur != -* ]]; then
            for name in "${COMPREPLY[@]}"; do
                if [[ -n $name && $name != -* ]]; then kept+=("$name"); fi
            done
            COMPREPLY=("${kept[@]}")
        fi
        # Files are words of some commands only.
        case "${words[at]}" in
            @FILED@) ;;
            *) compopt +o bashdefault +o default 2>/dev/null ;;
        esac
        return
    fi
    COMPREPLY=()
    while IFS= read -r name; do
        printf -v name %q "$name"
        if [[ $name == "$cur"* ]]; then COMPREPLY+=("$name"); fi
    done < <("$1" "${ask[@]}" 2>/dev/null | tail -n "+$from" | sed "$pick")
}
complete -F _steerco_named -o bashdefault -o default steerco
