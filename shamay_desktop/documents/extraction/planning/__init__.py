"""Planning information: plans that apply, rights to build, building lines."""
