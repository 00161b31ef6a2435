package dev.tenure.processor.read;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/// Turns types into names that keep the annotations on types, nullness above all, which
/// [TypeName#get(TypeMirror)] drops.
final class TypeNames extends SimpleTypeVisitor14<TypeName, Void> {
  private static final TypeNames INSTANCE = new TypeNames();

  private TypeNames() {}

  static TypeName of(TypeMirror type) {
    return INSTANCE.visit(type);
  }

  static List<TypeName> of(List<? extends TypeMirror> types) {
    return types.stream().map(TypeNames::of).toList();
  }

  static TypeVariableName declaration(TypeParameterElement parameter) {
    TypeName[] bounds = parameter.getBounds().stream().map(TypeNames::of).toArray(TypeName[]::new);
    TypeVariableName name = TypeVariableName.get(parameter.getSimpleName().toString(), bounds);
    List<AnnotationSpec> annotations = annotations(parameter.getAnnotationMirrors());
    return annotations.isEmpty() ? name : name.annotated(annotations);
  }

  private static List<AnnotationSpec> annotations(List<? extends AnnotationMirror> mirrors) {
    return mirrors.stream().map(AnnotationSpec::get).toList();
  }

  private static TypeName annotated(TypeName name, TypeMirror type) {
    List<AnnotationSpec> annotations = annotations(type.getAnnotationMirrors());
    return annotations.isEmpty() ? name : name.annotated(annotations);
  }

  @Override
  protected TypeName defaultAction(TypeMirror type, Void unused) {
    return annotated(TypeName.get(type), type);
  }

  @Override
  public TypeName visitDeclared(DeclaredType type, Void unused) {
    ClassName name = ClassName.get((TypeElement) type.asElement());
    List<TypeName> arguments = of(type.getTypeArguments());
    if (type.getEnclosingType().getKind() == TypeKind.DECLARED
        && visit(type.getEnclosingType()) instanceof ParameterizedTypeName outer) {
      return annotated(outer.nestedClass(name.simpleName(), arguments), type);
    }
    return annotated(
        arguments.isEmpty()
            ? name
            : ParameterizedTypeName.get(name, arguments.toArray(TypeName[]::new)),
        type);
  }

  @Override
  public TypeName visitArray(ArrayType type, Void unused) {
    return annotated(ArrayTypeName.of(visit(type.getComponentType())), type);
  }

  @Override
  public TypeName visitTypeVariable(TypeVariable type, Void unused) {
    return annotated(TypeVariableName.get(type.asElement().getSimpleName().toString()), type);
  }

  @Override
  public TypeName visitWildcard(WildcardType type, Void unused) {
    if (type.getSuperBound() != null) {
      return annotated(WildcardTypeName.supertypeOf(visit(type.getSuperBound())), type);
    }
    TypeMirror bound = type.getExtendsBound();
    return annotated(
        WildcardTypeName.subtypeOf(bound == null ? ClassName.OBJECT : visit(bound)), type);
  }

  @Override
  public TypeName visitIntersection(IntersectionType type, Void unused) {
    return visit(type.getBounds().get(0));
  }
}
