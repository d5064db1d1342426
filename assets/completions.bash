
# Beside the words of the program what it knows by name: workspaces, themes and pilots.
_steerco_named() {
    local cur="${COMP_WORDS[COMP_CWORD]}" at=0 next from=2 ask=() of=() words=() name
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
        --pilot) ask=("${of[@]}" list pilots) ;;
        COMMANDS) if ((at == COMP_CWORD - 1)); then ask=("${of[@]}" list pilots); fi ;;
    esac
    # The words of a command, whose page or help is asked for.
    local offered=""
    case "${words[at]}" in
        man | help)
            case "${words[*]:at + 1}" in
PAGES
            esac
            ;;
    esac
    if [[ -n $offered && $cur != -* ]]; then
        COMPREPLY=($(compgen -W "$offered" -- "$cur"))
        return
    fi
    if ((${#ask[@]} == 0)); then
        _steerco "$@"
        return
    fi
    COMPREPLY=()
    while IFS= read -r name; do
        printf -v name %q "$name"
        if [[ $name == "$cur"* ]]; then COMPREPLY+=("$name"); fi
    done < <("$1" "${ask[@]}" 2>/dev/null | tail -n "+$from" | sed 's/  .*//')
}
complete -F _steerco_named -o bashdefault -o default steerco
